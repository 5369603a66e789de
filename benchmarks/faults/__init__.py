"""Whole runs under faults, as real processes: signals, a full disk, too little memory."""
