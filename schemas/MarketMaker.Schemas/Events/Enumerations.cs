namespace MarketMaker.Schemas.Events;

/// <summary>Side of a resting quote.</summary>
public enum QuoteSide : byte
{
    [Meaning("Our resting buy.")] Bid,
    [Meaning("Our resting sell.")] Ask,
}

/// <summary>Side of a fill or a taker.</summary>
public enum TradeSide : byte
{
    [Meaning("We bought.")] Buy,
    [Meaning("We sold.")] Sell,
}

/// <summary>What a quote cycle decided for one side.</summary>
public enum Decision : byte
{
    [Meaning("Rest a limit order (or keep the one that rests).")] Quote,
    [Meaning("Cross the spread.")] Take,
    [Meaning("Withdraw the resting order.")] Cancel,
    [Meaning("Do nothing; veto_reason_primary says why.")] Pass,
}

/// <summary>Execution mode of a symbol.</summary>
public enum ExecutionMode : byte
{
    [Meaning("No quotes, no inventory sought.")] Flat,
    [Meaning("Quote both sides passively.")] Maker,
    [Meaning("Enter by crossing the spread.")] TakerEntry,
    [Meaning("Leave by crossing the spread.")] TakerExit,
    [Meaning("Quote only what brings inventory towards its target.")] InventoryReduce,
}

/// <summary>How dangerous the flow against a side looks.</summary>
public enum Toxicity : byte
{
    [Meaning("Flow that a maker wants.")] Benign,
    [Meaning("Flow of the usual mix.")] Normal,
    [Meaning("Flow that moves the price against whoever trades with it.")] Toxic,
}

/// <summary>Volatility regime of a symbol.</summary>
public enum Regime : byte
{
    Quiet,
    Normal,
    Volatile,
    Cascade,
}

/// <summary>Direction a prediction points to.</summary>
public enum Direction : byte
{
    Down,
    Flat,
    Up,
}

/// <summary>Whether a fill added or took liquidity.</summary>
public enum Liquidity : byte
{
    Maker,
    Taker,
}

/// <summary>A step in an order's life.</summary>
public enum OrderAction : byte
{
    [Meaning("Sent to the venue.")] Submit,
    [Meaning("Accepted by the venue.")] Ack,
    [Meaning("Refused by the venue; reason holds its text.")] Reject,
    [Meaning("Cancel sent to the venue.")] CancelRequest,
    [Meaning("Cancelled.")] Cancel,
    [Meaning("Cancelled and replaced by a new order.")] Replace,
    [Meaning("Ended by its time limit.")] Expire,
    [Meaning("Not sent: a message limit stood in the way. Once for an order, whose id no other step has; reason requote: the resting order was kept instead.")] Throttle,
}

/// <summary>Why a position was closed.</summary>
public enum ExitReason : byte
{
    TakeProfit,
    StopLoss,
    SignalReversal,
    TimeExit,
    RiskLimit,
    InventoryReduce,
    KillSwitch,
    [Meaning("The opposite resting quote was filled.")] QuoteFill,
}

/// <summary>Why a simulated or real order was filled.</summary>
public enum FillCause : byte
{
    [Meaning("A trade at our price used up the queue ahead of us.")] TradeAtFront,
    [Meaning("A trade printed through our price.")] TradeThrough,
    [Meaning("The opposite best price crossed our price.")] BboCross,
    [Meaning("We crossed the spread.")] Taker,
}

/// <summary>Kind of a cost.</summary>
public enum CostKind : byte
{
    Fee,
    Rebate,
    Funding,
    Slippage,
    Impact,
    [Meaning("Imported logs: fee, slippage and impact of a trade in one sum.")] Total,
}

/// <summary>What made a health snapshot.</summary>
public enum SnapshotTrigger : byte
{
    [Meaning("Every five minutes, whatever happens.")] Periodic5m,
    [Meaning("Something in it changed.")] OnChange,
}

/// <summary>How the bot's journal fares.</summary>
public enum JournalState : byte
{
    [Meaning("Everything reaches the disk.")] Ok,
    [Meaning("A write failed and is being tried again; nothing is lost yet.")] Retrying,
    [Meaning("A queue is full: events are being lost, and counted.")] Dropping,
}

/// <summary>Severity of a log line.</summary>
public enum LogLevel : byte
{
    Verbose,
    Debug,
    Information,
    Warning,
    Error,
    Fatal,
}
