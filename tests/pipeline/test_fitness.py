"""The fitness that a notebook shows is that of the replay."""

import verwaltung_mining as vm


def test_model_of_the_sample_fits_nearly_all_it_looks_at() -> None:
    model = vm.analyse(vm.read_log(vm.sample_log("bauantrag"))).model
    assert 0.9 < model.fitness <= 1.0
