using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Strategy.Analytics;

/// <summary>Merges identical consecutive decisions of one side into one event, so that rates weighted by <c>repeat_count</c> stay exact.</summary>
/// <remarks>
/// Identical: same decision, guards that vetoed, price, size, mode, inventory, target, toxicity and regime. What is read off the market moves
/// all the time (mid, spread, distance from the best, edge, value, guards' readings): the row tells the last of it, with the first decision's
/// time beside it. A run lasts a second at most, longer only while the book is stale. It has one identity, given at its first decision;
/// orders refer to it.
/// </remarks>
internal sealed class DecisionRun(IStrategyEvents events, HealthParameters parameters)
{
    private readonly long _longestUs = parameters.MergeMs * 1000L;
    private readonly long _longestStaleUs = parameters.MergeStaleMs * 1000L;
    private OrderIntent _last;
    private bool _isRunning;

    /// <summary>Identity of the run that a decision belongs to, before <see cref="Add"/> is called with it; absent: a new run begins.</summary>
    public EntityId IdentityFor(in OrderIntent decision) => _isRunning && IsSame(in decision) ? _last.IntentId : default;

    /// <summary>Adds a decision whose identity is set.</summary>
    public void Add(in OrderIntent decision)
    {
        if (_isRunning && decision.IntentId == _last.IntentId)
        {
            _last = decision with { RepeatCount = _last.RepeatCount + 1, FirstT = _last.FirstT };
            return;
        }

        Flush();
        _last = decision with { RepeatCount = 1, FirstT = decision.Envelope.Time };
        _isRunning = true;
    }

    /// <summary>Emits the run that is open, if any.</summary>
    public void Flush()
    {
        if (!_isRunning) return;
        _isRunning = false;
        events.Emit(in _last);
    }

    private bool IsSame(in OrderIntent decision) =>
        decision.Envelope.Time - _last.FirstT < (_last.VetoReasons.Contains(Guard.StaleData) ? _longestStaleUs : _longestUs)
        && decision.Decision == _last.Decision
        && decision.VetoReasons == _last.VetoReasons
        && decision.Price == _last.Price
        && decision.Size == _last.Size
        && decision.Mode == _last.Mode
        && decision.Inventory == _last.Inventory
        && decision.TargetInventory == _last.TargetInventory
        && decision.Toxicity == _last.Toxicity
        && decision.Regime == _last.Regime;
}
