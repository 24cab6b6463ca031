using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Strategy.Analytics;

/// <summary>What health snapshots of one symbol are made of: rolling counts, and the ages of its feed.</summary>
internal sealed class HealthMonitor
{
    private const int HourMinutes = 60;
    private const int ErrorMinutes = 15;

    private readonly RollingBuckets _taken = new(ErrorMinutes);
    private readonly RollingBuckets _refused = new(ErrorMinutes);
    private readonly RollingBuckets _orders = new(HourMinutes);
    private readonly RollingBuckets _rejects = new(HourMinutes);
    private readonly RollingBuckets _throttles = new(HourMinutes);
    private readonly Dictionary<string, RollingBuckets> _reconnectsByFeed = new(StringComparer.Ordinal);
    private readonly RollingBuckets _gapsMs = new(HourMinutes);
    private long _lastMessageMonoNs;
    private long _lastFundingMonoNs;
    private HealthState? _lastReported;

    public void OnMessage(UtcMicros receiveTime, long monoNs)
    {
        if (_lastMessageMonoNs != 0) _gapsMs.Add(receiveTime, (monoNs - _lastMessageMonoNs) / 1e6);
        _lastMessageMonoNs = monoNs;
    }

    public void OnFunding(long monoNs) => _lastFundingMonoNs = monoNs;

    public void OnIngest(in MarketIngest ingest)
    {
        _taken.Add(ingest.Envelope.Time, ingest.MessageCount ?? 0);
        _refused.Add(ingest.Envelope.Time, ingest.Dropped ?? 0);
        if (ingest is not { Reconnect: true, Feed: { } feed }) return;
        if (!_reconnectsByFeed.TryGetValue(feed, out RollingBuckets? reconnects)) _reconnectsByFeed[feed] = reconnects = new RollingBuckets(HourMinutes);
        reconnects.Add(ingest.Envelope.Time, 1);
    }

    public void OnOrder(UtcMicros now) => _orders.Add(now, 1);

    public void OnReject(UtcMicros now) => _rejects.Add(now, 1);

    public void OnThrottle(UtcMicros now) => _throttles.Add(now, 1);

    /// <summary>Whether the state that is reported on change differs from what was last reported.</summary>
    public bool HasChanged(in HealthState state) => _lastReported != state;

    /// <summary>The feed's and the orders' part of a snapshot; the account's part is the caller's.</summary>
    public HealthSnapshot Take(SnapshotTrigger trigger, UtcMicros now, long monoNs, in HealthState state)
    {
        _lastReported = state;
        double? stalenessMs = _lastMessageMonoNs == 0 ? null : (monoNs - _lastMessageMonoNs) / 1e6;
        double seen = _taken.Sum(now) + _refused.Sum(now);
        double orders = _orders.Sum(now);
        return new HealthSnapshot
        {
            SnapshotTrigger = trigger,
            ErrorRate15m = seen > 0 ? _refused.Sum(now) / seen : null,
            OrderRejectRate1h = orders > 0 ? Math.Min(1, _rejects.Sum(now) / orders) : null,
            ThrottleEvents1h = (long)_throttles.Sum(now),
            WsStalenessMs = stalenessMs,
            FundingStalenessS = _lastFundingMonoNs == 0 ? null : (monoNs - _lastFundingMonoNs) / 1e9,
            MarketDataGapMaxMs1h = stalenessMs is { } silence ? Math.Max(silence, _gapsMs.Max(now)) : null,
            Mode = state.Mode,
            WsReconnects1h = Reconnects(now),
            JournalState = state.Journal,
        };
    }

    // All feeds come over one connection and each tells of its return when it next speaks: the one that told of most tells how often.
    private long Reconnects(UtcMicros now)
    {
        double most = 0;
        foreach (RollingBuckets feed in _reconnectsByFeed.Values) most = Math.Max(most, feed.Sum(now));
        return (long)most;
    }
}
