import subprocess
import sys

WORK = ("desktop_scanner.engine.site.crawl", "desktop_scanner.extract.page", "httpx", "cryptography.x509")


def test_a_program_that_only_starts_workers_loads_nothing_of_their_work() -> None:
    code = f"import sys, desktop_scanner.app; print([name for name in {WORK!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
