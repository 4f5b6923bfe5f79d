"""draft"""

from benchmarks.calibration.answers import MethodOf, ours

METHODS: dict[str, MethodOf] = {"ours": ours}
