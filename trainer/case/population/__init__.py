"""Many children whose cases could be practised on, drawn from national figures (``scenarios/population.yaml``)."""

from trainer.case.population.row import Population, Row, load, population, row

__all__ = ["Population", "Row", "load", "population", "row"]
