"""The isolation suite: attempts made from the catalogue and the route table, never from a list kept by hand.

A module's own tests take the fixtures `world` and `people` of `bocage.testing.plugin`, then ask `attacked_tables(world)`
(module `tables`) and `walked(world)` (module `application`) for breaches. What the suite cannot guess, a manifest
declares: `identifiers`, `samples`.
"""
