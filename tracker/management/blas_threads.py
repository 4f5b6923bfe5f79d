"""Thread count of the linear algebra library."""

from __future__ import annotations

import os


def limit_blas_threads() -> None:
    """Use one BLAS thread, which is fastest for small matrices. Call before numpy is imported."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
