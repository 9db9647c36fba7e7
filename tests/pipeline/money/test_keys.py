"""Keys: whose is used, what is kept of it, and what a refused one stops and does not stop."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import select, text

from pipeline import holds, keys, models, setbacks, spending, sweep, videos
from pipeline.channel_rows import keep_channel
from pipeline.errors import ConfigError, InvalidInput, NotFound
from pipeline.lifecycle import Hold, Step
from pipeline.limits import LimitsFile
from pipeline.runner import Runner
from pipeline.settings import Settings
from pipeline.steps.build import TakeState
from pipeline.storage import open_storage
from pipeline.sweep_money import MoneySweep
from pipeline.takes import Work
from pipeline.utils.encryption import Cipher
from tests.pipeline.conftest import Scripts
from tests.pipeline.money.paid import CLIPS_WANTED, LIMITS, PAID, PICTURES_WANTED, PaidCrew

FERNET = Fernet.generate_key().decode()
SHARED, OWN, OTHER = "key-of-all-films", "key-of-the-sea", "another-key"


def with_settings(settings: Settings, **told: str | None) -> Settings:
    """The same worker with another environment."""
    return Settings.model_validate(settings.model_dump() | told)


@pytest.fixture
def ours(settings: Settings) -> Settings:
    """A worker's settings with keys for all services."""
    names = ("gemini_api_key", "kie_api_key", "elevenlabs_api_key")
    return with_settings(settings, fernet_key=FERNET, **dict.fromkeys(names, SHARED))


@pytest.fixture
def cipher(ours: Settings) -> Cipher:
    return Cipher.from_setting(ours.fernet_key)


async def keep(
    crew: PaidCrew, cipher: Cipher, key: str, channel: str = "sea", provider: str = "gemini"
) -> None:
    async with crew.database.transaction() as session:
        await keep_channel(session, channel, PAID)
        await keys.keep(session, cipher, channel, provider, key)


async def key_of(
    crew: PaidCrew, settings: Settings, channel: str, provider: str = "gemini"
) -> str | None:
    async with crew.database.transaction() as session:
        found = await keys.key_of(session, settings, channel, provider)
    return found.get_secret_value() if found else None


async def sweep_with(crew: PaidCrew, settings: Settings) -> dict[str, int]:
    """What a worker with these settings repairs."""
    limits = LimitsFile(settings.channel_configs_dir / "_limits.yaml")
    return await sweep.sweep(crew.database, MoneySweep(settings, limits).repairs)


async def refuse(crew: PaidCrew, work: Work, key: str) -> bool:
    """Its provider does not accept the key that the take was sent with."""
    fingerprint = keys.fingerprint(SecretStr(key))
    told: bool = await crew.tell(setbacks.refuse_key, work, "Gemini says no", fingerprint)
    return told


class TestWhose:
    async def test_a_channels_own_is_used_before_the_environments(
        self, crew: PaidCrew, ours: Settings, cipher: Cipher
    ) -> None:
        await keep(crew, cipher, OWN)
        assert await key_of(crew, ours, "sea") == OWN
        assert await key_of(crew, ours, "forest") == SHARED
        assert await key_of(crew, ours, "sea", "kling") == SHARED

    async def test_a_new_one_takes_the_place_of_the_old(
        self, crew: PaidCrew, ours: Settings, cipher: Cipher
    ) -> None:
        await keep(crew, cipher, OTHER)
        await keep(crew, cipher, f"  {OWN}\n")
        assert await key_of(crew, ours, "sea") == OWN
        async with crew.database.transaction() as session:
            found = await keys.channels_with_keys(session)
        assert [(channel, provider) for channel, provider, _ in found] == [("sea", "gemini")]

    async def test_one_of_an_earlier_secret_is_encrypted_anew_when_it_is_used(
        self, crew: PaidCrew, ours: Settings, cipher: Cipher
    ) -> None:
        await keep(crew, cipher, OWN)
        newest = Fernet.generate_key().decode()
        both = with_settings(ours, fernet_key=f"{newest},{FERNET}")
        assert await key_of(crew, both, "sea") == OWN
        alone = with_settings(ours, fernet_key=newest)
        assert await key_of(crew, alone, "sea") == OWN

    async def test_once_it_is_forgotten_the_environments_is_used(
        self, crew: PaidCrew, ours: Settings, cipher: Cipher
    ) -> None:
        await keep(crew, cipher, OWN)
        async with crew.database.transaction() as session:
            assert await keys.forget(session, "sea", "gemini")
            assert not await keys.forget(session, "sea", "gemini")
        assert await key_of(crew, ours, "sea") == SHARED

    async def test_without_any_there_is_none(self, crew: PaidCrew, settings: Settings) -> None:
        assert await key_of(crew, settings, "sea") is None

    async def test_a_channel_nobody_has_heard_of_has_none(
        self, crew: PaidCrew, cipher: Cipher
    ) -> None:
        with pytest.raises(NotFound, match="moon"):
            async with crew.database.transaction() as session:
                await keys.keep(session, cipher, "moon", "gemini", OWN)

    @pytest.mark.parametrize(
        ("provider", "key", "said"),
        [
            ("local", OWN, "gemini, kling, elevenlabs"),
            ("gemini", " \n ", "no key"),
            ("gemini", "two words", "no key"),
            ("gemini", "schlüssel", "no key"),
            ("gemini", "x" * 501, "no key"),
            ("gemini", "a\x00b", "no key"),
        ],
    )
    async def test_what_can_be_no_key_is_not_kept_nor_quoted(
        self, crew: PaidCrew, cipher: Cipher, provider: str, key: str, said: str
    ) -> None:
        with pytest.raises(InvalidInput, match=said) as caught:
            await keep(crew, cipher, key, provider=provider)
        assert not key.strip() or key not in str(caught.value)


class TestSecrecy:
    async def test_it_stands_in_the_database_encrypted(
        self, crew: PaidCrew, cipher: Cipher
    ) -> None:
        await keep(crew, cipher, OWN)
        async with crew.database.transaction() as session:
            tables = await session.scalars(
                text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            )
            for table in tables.all():
                rows = (await session.execute(text(f'SELECT t::text FROM "{table}" t'))).all()
                assert OWN not in str(rows), table
            (token,) = await session.scalars(select(models.OauthToken.token_encrypted))
        assert cipher.decrypt(token) == OWN

    async def test_a_lost_fernet_key_is_told_without_the_token(
        self, crew: PaidCrew, ours: Settings, cipher: Cipher
    ) -> None:
        await keep(crew, cipher, OWN)
        lost = with_settings(ours, fernet_key=Fernet.generate_key().decode())
        with pytest.raises(ConfigError, match="FERNET_KEY") as caught:
            await key_of(crew, lost, "sea")
        assert OWN not in str(caught.value)
        async with crew.database.transaction() as session:
            told = await keys.fingerprint_now(session, lost, "sea", "gemini")
        assert told == keys.UNREADABLE

    def test_a_fingerprint_tells_keys_apart_and_nothing_else(self) -> None:
        made = {keys.fingerprint(SecretStr(key)) for key in (SHARED, OWN, OTHER)}
        assert len(made) == 3
        assert all(len(one) == 16 and int(one, 16) >= 0 for one in made)
        assert keys.fingerprint(None) == ""

    def test_a_script_is_given_one_key_and_the_address(self, ours: Settings) -> None:
        told = with_settings(ours, kie_base_url="http://127.0.0.1:1", gemini_base_url="http://g")
        made = keys.environment_of(told, "kling", SecretStr(OWN))
        assert made == {"KIE_API_KEY": OWN, "KIE_BASE_URL": "http://127.0.0.1:1"}
        assert keys.environment_of(told, "local", None) == {}
        assert keys.environment_of(ours, "gemini", None) == {}
        assert keys.fingerprint_of(made) == keys.fingerprint(SecretStr(OWN))
        assert keys.fingerprint_of({}) == ""


class TestARefusedKey:
    async def test_all_films_that_share_it_wait_and_nothing_else(
        self, crew: PaidCrew, cipher: Cipher
    ) -> None:
        films = [await crew.film_at(PICTURES_WANTED) for _ in range(2)]
        clips = await crew.film_at(CLIPS_WANTED)
        await keep(crew, cipher, OWN)
        sea = await crew.film_at(PICTURES_WANTED, channel="sea")
        work = await crew.must_begin(Step.ASSETS)
        assert await refuse(crew, work, SHARED)
        begun = [await crew.begin(Step.ASSETS) for _ in range(4)]
        assert {one.claim.video_id for one in begun if one} == {sea}
        for film in films:
            row = await crew.row(film)
            assert (row.held, row.hold_cause) == (Hold.ATTENTION, "key:gemini")
            assert row.hold_reason is not None
            assert row.hold_reason.startswith("Gemini says no. Takes of Gemini wait")
            assert f"/video retry film:{row.number}" in row.hold_reason
        assert (await crew.must_begin(Step.VIDEO)).claim.video_id == clips
        assert (await crew.ledger()).certain == 0

    async def test_the_take_is_as_if_it_had_never_begun(self, crew: PaidCrew) -> None:
        await crew.film_at(PICTURES_WANTED)
        work = await crew.must_begin(Step.ASSETS)
        await refuse(crew, work, SHARED)
        take = await crew.take(work)
        assert (take.state, take.attempts, take.reserved_usd) == (TakeState.PLANNED, 0, None)
        assert (take.error, take.error_kind) == ("Gemini says no", "key")

    async def test_it_is_told_once(self, crew: PaidCrew) -> None:
        await crew.film_at(PICTURES_WANTED)
        works = [await crew.must_begin(Step.ASSETS) for _ in range(2)]
        assert [await refuse(crew, work, SHARED) for work in works] == [True, False]

    async def test_a_channels_own_stops_only_that_channel(
        self, crew: PaidCrew, cipher: Cipher
    ) -> None:
        await keep(crew, cipher, OWN)
        sea = await crew.film_at(PICTURES_WANTED, channel="sea")
        await refuse(crew, await crew.must_begin(Step.ASSETS), OWN)
        forest = await crew.film_at(PICTURES_WANTED)
        assert (await crew.must_begin(Step.ASSETS)).claim.video_id == forest
        assert (await crew.row(sea)).hold_cause == "key:gemini"
        assert (await crew.row(forest)).hold is None

    async def test_another_key_in_the_environment_lets_all_go_on(
        self, crew: PaidCrew, ours: Settings
    ) -> None:
        film = await self._held(crew)
        assert "forget_refusals_of_other_keys" not in await sweep_with(crew, ours)
        assert (await crew.row(film)).hold is not None, "it is the same key"
        await crew.empty_queue()
        await sweep_with(crew, with_settings(ours, gemini_api_key=OTHER))
        assert (await crew.row(film)).hold is None
        assert await crew.jobs_of("order_assets") == 2
        await crew.must_begin(Step.ASSETS)

    async def test_a_key_that_was_missing_is_put_in(self, crew: PaidCrew, ours: Settings) -> None:
        film = await crew.film_at(PICTURES_WANTED)
        await crew.tell(setbacks.refuse_key, await crew.must_begin(Step.ASSETS), "no key", "")
        await sweep_with(crew, with_settings(ours, gemini_api_key=None))
        assert (await crew.row(film)).hold is not None
        await sweep_with(crew, ours)
        assert (await crew.row(film)).hold is None

    async def test_another_key_of_the_channel_lets_it_go_on(
        self, crew: PaidCrew, ours: Settings, cipher: Cipher
    ) -> None:
        await keep(crew, cipher, OWN)
        film = await crew.film_at(PICTURES_WANTED, channel="sea")
        await refuse(crew, await crew.must_begin(Step.ASSETS), OWN)
        await sweep_with(crew, ours)
        assert (await crew.row(film)).hold is not None
        await keep(crew, cipher, OTHER)
        await sweep_with(crew, ours)
        assert (await crew.row(film)).hold is None
        await crew.must_begin(Step.ASSETS)

    @pytest.mark.parametrize("is_given", [True, False])
    async def test_whose_key_is_used_may_have_changed_meanwhile(
        self, crew: PaidCrew, ours: Settings, cipher: Cipher, is_given: bool
    ) -> None:
        """A channel is given a key of its own, or loses it: what was refused is another one."""
        if not is_given:
            await keep(crew, cipher, OWN)
        film = await crew.film_at(PICTURES_WANTED, channel="sea")
        await refuse(crew, await crew.must_begin(Step.ASSETS), SHARED if is_given else OWN)
        if is_given:
            await keep(crew, cipher, OWN)
        else:
            async with crew.database.transaction() as session:
                await keys.forget(session, "sea", "gemini")
        await sweep_with(crew, ours)
        assert (await crew.row(film)).hold is None
        await crew.must_begin(Step.ASSETS)

    async def test_a_person_has_it_tried_again_for_all(
        self, crew: PaidCrew, ours: Settings
    ) -> None:
        films = [await crew.film_at(PICTURES_WANTED) for _ in range(2)]
        await refuse(crew, await crew.must_begin(Step.ASSETS), SHARED)
        while await crew.begin(Step.ASSETS):
            pass
        await crew.decide(videos.retry, films[1])
        assert (await crew.row(films[1])).hold is None
        await sweep_with(crew, ours)
        assert (await crew.row(films[0])).hold is None
        begun = [await crew.must_begin(Step.ASSETS) for _ in range(4)]
        assert {work.claim.video_id for work in begun} == set(films)

    async def test_one_that_is_refused_again_holds_again(
        self, crew: PaidCrew, ours: Settings
    ) -> None:
        film = await self._held(crew)
        await crew.decide(videos.retry, film)
        assert await refuse(crew, await crew.must_begin(Step.ASSETS), SHARED)
        assert (await crew.row(film)).hold_cause == "key:gemini"

    async def test_a_submitted_job_waits_for_the_key_and_stays_paid_for(
        self, crew: PaidCrew
    ) -> None:
        film = await crew.film_at(CLIPS_WANTED)
        work = await crew.begin_with_job()
        await crew.tell(setbacks.refuse_key, work, "KIE.ai says no", "f")
        assert (await crew.take(work)).reserved_usd == Decimal("0.25")
        await crew.decide(videos.retry, film)
        assert (await crew.begin_again(work)).job_id == "job-1"

    async def test_the_limits_of_others_are_not_touched_by_who_waits(
        self, crew: PaidCrew, cipher: Cipher
    ) -> None:
        """A film that waits takes no place, and none is looked for in vain."""
        await self._held(crew)
        await keep(crew, cipher, OWN)
        await crew.film_at(PICTURES_WANTED, channel="sea")
        assert await crew.claim(Step.ASSETS, limit=1) is not None

    async def _held(self, crew: PaidCrew) -> uuid.UUID:
        film = await crew.film_at(PICTURES_WANTED)
        await refuse(crew, await crew.must_begin(Step.ASSETS), SHARED)
        assert await crew.begin(Step.ASSETS) is None
        return film


class TestRunner:
    async def test_a_channels_key_that_cannot_be_read_holds_its_films_and_says_why(
        self, crew: PaidCrew, ours: Settings, cipher: Cipher, scripts: Scripts
    ) -> None:
        await keep(crew, cipher, OWN)
        film = await crew.film_at(PICTURES_WANTED, channel="sea")
        path = ours.channel_configs_dir / "_limits.yaml"
        path.write_text(LIMITS.model_dump_json(), encoding="utf-8")
        lost = with_settings(ours, fernet_key=Fernet.generate_key().decode())
        scripts.all_behave("crashes")
        runner = Runner(lost, crew.database, open_storage(lost), LimitsFile(path))
        await runner.run_next(Step.ASSETS, is_paid=True)
        row = await crew.row(film)
        assert row.hold_cause == "key:gemini"
        assert row.hold_reason is not None and "FERNET_KEY" in row.hold_reason
        assert (await crew.ledger()).gone == 0
        await sweep_with(crew, lost)
        assert (await crew.row(film)).hold is not None
        await sweep_with(crew, ours)
        assert (await crew.row(film)).hold is None


async def test_only_keys_of_films_that_wait_are_tried_again(crew: PaidCrew) -> None:
    film = await crew.film_at(PICTURES_WANTED)
    await refuse(crew, await crew.must_begin(Step.ASSETS), SHARED)
    other = await crew.film_at(CLIPS_WANTED, channel="sea")
    async with crew.database.transaction() as session:
        video = await session.get_one(models.Video, other)
        await holds.try_key_again(session, video)
        assert await session.scalar(select(models.ProviderHold.provider)) == "gemini"
        video = await session.get_one(models.Video, film)
        assert video.hold_cause == spending.key_cause("gemini")
        await holds.try_key_again(session, video)
        assert await session.scalar(select(models.ProviderHold.provider)) is None
