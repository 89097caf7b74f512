from pathlib import Path

from desktop_scanner.core.remotes import RemoteProfile
from desktop_scanner.core.tokens import Token
from desktop_scanner.remote.client import RemoteClient
from tests.servers.v3.ours import OursServer
from tests.ui.conftest import Run
from tests.unit.remote.conftest import submission
from tests.unit.remote.samples import batch_info, results


def test_servers_are_spoken_to_on_the_windows_own_loop(run: Run, tmp_path: Path) -> None:
    async def speak() -> None:
        async with OursServer(tmp_path / "state.db") as server:
            profile = RemoteProfile(name="office", base_url=server.url)
            async with RemoteClient(profile, Token("token-of-a")) as client:
                await client.upload(batch_info(), results("a.com", "b.com"))
                await client.submit(submission("c.com"))
                await server.ran("batch-1")
                found = [each.domain for name in ("local-1", "batch-1") async for each in client.results(name)]
        assert found == ["a.com", "b.com", "c.com"]

    run(speak())
