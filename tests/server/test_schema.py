"""The API under requests made from its own description: no failure of the server, no answer undescribed."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

pytestmark = pytest.mark.slow
_CHECKS = (
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
)  # fmt: skip
_EXAMPLES = 25
_CALM = settings(
    max_examples=_EXAMPLES, deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck), database=None,
)  # fmt: skip


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_any_request_is_answered_as_described(address, mode):
    """Requests that the description allows, and requests that it does not, of every question."""
    described = schemathesis.openapi.from_url(f"{address}/api/openapi.json")
    asked = 0
    for found in described.get_all_operations():
        operation = found.ok()
        if operation.method.upper() != "GET":
            continue
        asked += 1

        @given(case=operation.as_strategy(generation_mode=mode))
        @_CALM
        def ask(case):
            case.call_and_validate(checks=_CHECKS, timeout=60)

        ask()
    assert asked > 15
