namespace MarketMaker.Schemas.Events;

/// <summary>How the bot itself is, for one symbol: every five minutes and on change.</summary>
[EventStream("health_snapshot", 1, "How the bot is, per symbol: feed ages, errors, risk used, latencies, dropped events. Every five minutes and on change.")]
[Example("When was the feed older than a second?",
    "SELECT ts, symbol, ws_staleness_ms FROM health_snapshot WHERE ws_staleness_ms > 1000 ORDER BY ts")]
public record struct HealthSnapshot : IEvent
{
    public Envelope Envelope { get; set; }

    [Column("What made the snapshot.")]
    public SnapshotTrigger SnapshotTrigger { get; init; }

    [Column("Share of input messages of the last 15 minutes that were refused.", Min = 0, Max = 1)]
    public double? ErrorRate15m { get; init; }

    [Column("Share of orders of the last hour that the venue refused.", Min = 0, Max = 1)]
    public double? OrderRejectRate1h { get; init; }

    [Column("Orders of the last hour not sent because of a message limit.", Unit = "count", Min = 0)]
    public long? ThrottleEvents1h { get; init; }

    [Column("Age of the last message of the symbol's feed, by receive time.", Min = 0, Decimals = 3)]
    public double? WsStalenessMs { get; init; }

    [Column("Age of the last funding rate; null when the tape has none.", Min = 0, Decimals = 3)]
    public double? FundingStalenessS { get; init; }

    [Column("Longest silence of the symbol's feed in the last hour.", Name = "market_data_gap_max_ms_1h", Unit = "ms", Min = 0, Decimals = 3)]
    public double? MarketDataGapMaxMs1h { get; init; }

    [Column("Loss of the UTC day so far, realised and unrealised, after fees; 0 when the day is in profit.", Min = 0)]
    public decimal? DailyLossUsd { get; init; }

    [Column("Loss still allowed today.")]
    public decimal? DailyRiskRemainingUsd { get; init; }

    [Column("Daily loss as a share of its budget, 0 … 100.", Min = 0, Decimals = 3)]
    public double? RiskUtilizationPct { get; init; }

    [Column("Execution mode.")]
    public ExecutionMode? Mode { get; init; }

    [Column("Signed position.", Unit = "base")]
    public decimal? Inventory { get; init; }

    [Column("Account value: starting equity plus all profit and loss after fees, marked at mid.")]
    public decimal? EquityUsd { get; init; }

    [Column("Median time from event to decision; null in replay, which has no wall clock.", Name = "decision_latency_p50_us", Min = 0, Decimals = 3)]
    public double? DecisionLatencyP50Us { get; init; }

    [Column("99th percentile of the same.", Name = "decision_latency_p99_us", Min = 0, Decimals = 3)]
    public double? DecisionLatencyP99Us { get; init; }

    [Column("Reconnects of the feed in the last hour.", Name = "ws_reconnects_1h", Unit = "count", Min = 0)]
    public long? WsReconnects1h { get; init; }

    [Column("Events lost to a full journal queue since the start.", Unit = "count", Min = 0)]
    public long? EventsDropped { get; init; }

    [Column("Events waiting for the journal writer; null in replay, where the tape waits for the writer.", Unit = "count", Min = 0)]
    public int? EventQueueDepth { get; init; }

    [Column("How the journal fares; null in replay, where the tape waits for the writer.")]
    public JournalState? JournalState { get; init; }

    [Column("Writes of the journal that failed since the start and were, or are being, tried again; null in replay.", Unit = "count", Min = 0)]
    public long? JournalFailures { get; init; }
}
