import asyncio

from desktop_scanner.cli.tasks import first_of


async def test_what_is_slower_is_given_up() -> None:
    ended: list[str] = []

    async def slow() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("slow")

    async def quick() -> None:
        ended.append("quick")

    await first_of(slow(), quick())
    assert ended == ["quick", "slow"]
