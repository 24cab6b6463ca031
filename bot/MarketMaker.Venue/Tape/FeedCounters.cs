using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Venue.Tape;

/// <summary>Why a message was refused.</summary>
internal enum Refusal : byte
{
    Malformed,
    UnknownChannel,
    CrossedBook,
    EmptyBook,
    DuplicateTrade,
    LateTrade,
    TimeBackwards,
}

/// <summary>What one feed did in the current interval, and what must be remembered of it longer.</summary>
/// <param name="feed">Name in the event.</param>
/// <param name="instrument">The feed's instrument; null for lines that belong to none.</param>
internal sealed class FeedCounters(string feed, Instrument? instrument)
{
    private readonly long[] _refused = new long[Enum.GetValues<Refusal>().Length];
    private long _passed;
    private long _lateBooks;
    private long _longestSilenceUs = -1;
    private bool _isReconnected;
    private bool _isResynced;
    private bool _hasActivity;
    private Level _bid;
    private Level _ask;
    private long _epoch;

    /// <summary>Newest venue time seen, but never later than its receipt: older messages are out of order.</summary>
    public UtcMicros LastVenueTime { get; private set; }

    /// <summary>Newest number of the venue handed on.</summary>
    public long LastSequence { get; set; }

    /// <summary>Receive time of the last message, good or bad; default before the first.</summary>
    public UtcMicros LastReceiveTime { get; private set; }

    /// <summary>Notes that something came; <paramref name="connectionEpoch"/> grows with every reconnect of the venue.</summary>
    public void Arrive(UtcMicros receiveTime, long connectionEpoch)
    {
        _hasActivity = true;
        if (LastReceiveTime.Value != 0) _longestSilenceUs = Math.Max(_longestSilenceUs, receiveTime - LastReceiveTime);
        LastReceiveTime = receiveTime;
        if (_epoch == connectionEpoch) return;
        _isReconnected = _epoch != 0;
        _epoch = connectionEpoch;
    }

    /// <summary>Notes the venue time of a message that has arrived.</summary>
    public void SawVenueTime(UtcMicros venueTime)
    {
        // One time ahead of our clock must not make what follows it old.
        UtcMicros bounded = venueTime < LastReceiveTime ? venueTime : LastReceiveTime;
        if (bounded > LastVenueTime) LastVenueTime = bounded;
    }

    public void Refuse(Refusal reason, long count = 1)
    {
        _hasActivity = true;
        _refused[(int)reason] += count;
    }

    public void Pass() => _passed++;

    /// <summary>A book that was long under way was handed on.</summary>
    public void LateBook() => _lateBooks++;

    /// <summary>A whole book was handed on, the first one since the connection came back.</summary>
    public void Resync() => _isResynced = true;

    public void SetTop(Level bid, Level ask) => (_bid, _ask) = (bid, ask);

    /// <summary>The interval's event, and a fresh interval; false when nothing happened in it.</summary>
    public bool TryTake(UtcMicros end, long seq, out MarketIngest ingest)
    {
        ingest = default;
        if (!_hasActivity) return false;
        bool hasTop = _bid.PriceTicks > 0 && instrument is not null;
        long sumTicks = _bid.PriceTicks + _ask.PriceTicks;
        ingest = new MarketIngest
        {
            Envelope = new Envelope
            {
                Time = end,
                Seq = seq,
                Venue = instrument?.Venue,
                Symbol = instrument?.Symbol,
                TsMonoNs = end.Value * 1000,
            },
            Feed = feed,
            MessageCount = _passed,
            GapMs = _longestSilenceUs < 0 ? null : _longestSilenceUs / 1000.0,
            Reconnect = _isReconnected,
            Resync = _isResynced,
            Dropped = _refused.Sum(),
            MalformedCount = _refused[(int)Refusal.Malformed],
            UnknownChannelCount = _refused[(int)Refusal.UnknownChannel],
            CrossedBookCount = _refused[(int)Refusal.CrossedBook],
            EmptyBookCount = _refused[(int)Refusal.EmptyBook],
            DuplicateTradeCount = _refused[(int)Refusal.DuplicateTrade],
            LateTradeCount = _refused[(int)Refusal.LateTrade],
            TimeBackwardsCount = _refused[(int)Refusal.TimeBackwards],
            LateBookCount = _lateBooks,
            MidPrice = hasTop ? sumTicks * instrument!.PricePerTick / 2 : null,
            SpreadBps = hasTop ? (_ask.PriceTicks - _bid.PriceTicks) * 20_000.0 / sumTicks : null,
        };
        Array.Clear(_refused);
        _passed = 0;
        _lateBooks = 0;
        _longestSilenceUs = -1;
        _isReconnected = false;
        _isResynced = false;
        _hasActivity = false;
        return true;
    }
}
