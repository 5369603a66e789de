"""The process model: a graph of main paths and its picture, a discovered model and its BPMN file.

The only place that imports pm4py, and only from variants: never from all events.
"""
