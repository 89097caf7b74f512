from desktop_scanner.engine.site.byte_budget import ByteBudget


def test_answers_use_the_budget_up() -> None:
    budget = ByteBudget(100)
    assert budget.share(60) == 60
    budget.take(70)
    assert (budget.share(60), budget.is_spent) == (30, False)
    budget.take(30)
    assert (budget.share(60), budget.is_spent) == (1, True)


def test_an_answer_larger_than_what_is_left_spends_it() -> None:
    budget = ByteBudget(100)
    budget.take(70)
    fault = budget.cut("https://a.test/", share=30, max_bytes=60)
    assert fault is not None
    assert (fault.kind, budget.is_spent) == ("body_too_large", True)
    assert "100 bytes that may be read of a domain" in fault.message


def test_an_answer_larger_than_a_page_may_be_is_no_matter_of_the_budget() -> None:
    budget = ByteBudget(100)
    assert budget.cut("https://a.test/", share=60, max_bytes=60) is None
    assert not budget.is_spent
