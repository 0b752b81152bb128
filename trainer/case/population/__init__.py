"""Many children whose cases could be practised on, drawn from national figures (``scenarios/population.yaml``).

``row.row`` draws one child, ``fit.fit`` holds many against the figures, ``cases.case_for`` makes the whole case of one,
and ``many.draw_many`` writes a file of any size.
"""
