"""Every kind of statement, in the order in which a sentence is asked."""

from typing import Any

from multipolar.statements.agreement import AgreementKind
from multipolar.statements.alike import AlikeKind
from multipolar.statements.barrier import BarrierKind
from multipolar.statements.composition import CompositionKind
from multipolar.statements.conflict import ConflictKind
from multipolar.statements.indicator import IndicatorKind
from multipolar.statements.meeting import MeetingKind
from multipolar.statements.membership import MembershipKind
from multipolar.statements.mission import MissionKind
from multipolar.statements.model import Kind
from multipolar.statements.office import OfficeKind
from multipolar.statements.opinion import OpinionKind
from multipolar.statements.project import ProjectKind
from multipolar.statements.quantity import QuantityKind
from multipolar.statements.relations import RelationsKind
from multipolar.statements.reliance import RelianceKind
from multipolar.statements.sanction import SanctionKind
from multipolar.statements.tally import TallyKind
from multipolar.statements.trade import TradeKind
from multipolar.statements.visa import VisaKind
from multipolar.statements.visit import VisitKind
from multipolar.statements.vote import VoteKind

KINDS: tuple[Kind[Any], ...] = (
    VoteKind(),
    AlikeKind(),
    TallyKind(),
    CompositionKind(),
    MembershipKind(),
    OfficeKind(),
    VisitKind(),
    MeetingKind(),
    RelationsKind(),
    AgreementKind(),
    MissionKind(),
    SanctionKind(),
    VisaKind(),
    RelianceKind(),
    TradeKind(),
    IndicatorKind(),
    BarrierKind(),
    ConflictKind(),
    ProjectKind(),
    QuantityKind(),
    OpinionKind(),
)
