import sys
from pathlib import Path

# A script finds the modules beside it; so do its tests.
sys.path.insert(0, str(Path(__file__).parents[3] / "packaging"))
