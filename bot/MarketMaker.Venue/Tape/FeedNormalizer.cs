using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Venue.Tape;

/// <summary>Stands between a feed's bytes and everything that trades on them: hands on what is sound and counts what is not.</summary>
/// <remarks>
/// <para>Refused and counted, never handed on: malformed lines, unknown channels and symbols, books that are crossed (best bid not below best
/// ask) or lack a side, trades seen before, trades late at receipt (a venue sends the recent ones on subscription), and messages older
/// than what the same feed gave before. After a refused book the age of the last good one grows, which the stale-data guard sees.</para>
/// <para>A reconnect is a silence of a venue's whole connection; one feed may be quiet for long (trades of a thin market) with nothing wrong.</para>
/// <para>The state depends on the bytes alone, so a tape gives the same events every time. One thread; nothing is allocated per message.</para>
/// </remarks>
public sealed class FeedNormalizer
{
    private const string TapeFeed = "tape";
    private const int BelieveAfter = 16;
    // A tape may begin with the recent trades of a thin market.
    private const long FirstAgeUs = 3_600 * UtcMicros.PerSecond;

    private readonly SymbolTable _symbols;
    private readonly FeedOptions _options;
    private readonly IMarketSink _sink;
    private readonly ParsedMessage _message = new();
    private readonly FeedCounters[] _feeds;
    private readonly FeedCounters _unassigned = new(TapeFeed, null);
    private readonly RecentTrades[] _recentTrades;
    private readonly bool[] _awaitsBook;
    private readonly VenueName[] _venues;
    private readonly UtcMicros[] _lastOfVenue = new UtcMicros[2];
    private readonly long[] _epochOfVenue = [1, 1];
    private FeedTotals _totals;
    private UtcMicros _now;
    private long _intervalEndUs;
    private long _ingestSeq;
    private int _implausibleInARow;

    /// <param name="symbols">The session's instruments; symbols outside count as unknown.</param>
    /// <param name="sink">Receives events; never null.</param>
    /// <param name="options">Limits; defaults when null.</param>
    public FeedNormalizer(SymbolTable symbols, IMarketSink sink, FeedOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        ArgumentNullException.ThrowIfNull(sink);
        _symbols = symbols;
        _sink = sink;
        _options = (options ?? new FeedOptions()).Validated();
        _feeds = new FeedCounters[symbols.Count * FeedChannels.Count];
        for (int i = 0; i < _feeds.Length; i++)
            _feeds[i] = new FeedCounters(((FeedChannel)(i % FeedChannels.Count)).Name(), symbols[i / FeedChannels.Count]);
        _recentTrades = new RecentTrades[symbols.Count];
        _venues = new VenueName[symbols.Count];
        _awaitsBook = new bool[symbols.Count];
        for (int i = 0; i < symbols.Count; i++)
        {
            _recentTrades[i] = new RecentTrades(_options.TradeMemory);
            _venues[i] = SymbolTable.VenueOf(symbols[i]);
        }
    }

    /// <summary>Account of everything given so far.</summary>
    public FeedTotals Totals => _totals;

    /// <summary>Receive time of the last sound line; default before the first.</summary>
    public UtcMicros Now => _now;

    /// <summary>Takes one line of a tape.</summary>
    public void OnLine(ReadOnlySpan<byte> line)
    {
        MessageStatus status = MessageParser.ParseLine(line, _symbols, _message);
        Take(status, status == MessageStatus.Malformed || IsPlausible(status));
    }

    /// <summary>Takes one push of a live socket.</summary>
    /// <param name="receiveTime">Our own clock at receipt: believed however long the silence before it was.</param>
    public void OnPush(VenueName venue, ReadOnlySpan<byte> push, UtcMicros receiveTime) =>
        Take(MessageParser.ParsePush(venue, push, receiveTime, _symbols, _message), isTimePlausible: true);

    /// <summary>Counts bytes that could not even be split into lines, such as a damaged end of a file, as one malformed line.</summary>
    public void OnDamage()
    {
        Take(MessageStatus.Malformed, isTimePlausible: false);
    }

    /// <summary>Emits the events of the last, unfinished interval. Call once, at the end of the tape or session.</summary>
    public void Complete() => EmitIngest(_now);

    private void Take(MessageStatus status, bool isTimePlausible)
    {
        _totals.Lines++;
        if (status == MessageStatus.Data)
        {
            TakeData(isTimePlausible);
            return;
        }

        // What carries no data is no worse for a strange time; it only does not move the clock.
        if (status != MessageStatus.Malformed && isTimePlausible && _message.Event.ReceiveTime >= _now) Advance(_message.Event.ReceiveTime);
        switch (status)
        {
            case MessageStatus.Control:
                _totals.Messages++;
                _totals.Control++;
                break;
            case MessageStatus.Unknown:
                Refuse(_unassigned, Refusal.UnknownChannel);
                break;
            case MessageStatus.Malformed:
                Refuse(_unassigned, Refusal.Malformed);
                break;
        }
    }

    // One damaged digit of a receive time must not carry the clock into the future and make everything after it "backwards". A receive
    // time is believed when the venue's own time is near it or when it is no great step; and when many in a row say the same, they are right.
    private bool IsPlausible(MessageStatus status)
    {
        ref MarketEvent market = ref _message.Event;
        long boundUs = _options.MaxReceiveStepMs * 1000L;
        bool hasVenueTime = status == MessageStatus.Data && _message.HasVenueTime;
        long ageUs = hasVenueTime ? market.ReceiveTime - market.VenueTime : 0;
        bool isPlausible = ageUs >= -_options.FutureToleranceMs * 1000L
            && (_now.Value == 0
                ? status == MessageStatus.Data && ageUs <= FirstAgeUs
                : market.ReceiveTime - _now <= boundUs || (hasVenueTime && ageUs <= boundUs) || _implausibleInARow >= BelieveAfter);
        _implausibleInARow = isPlausible ? 0 : _implausibleInARow + 1;
        return isPlausible;
    }

    private void Advance(UtcMicros receiveTime)
    {
        long intervalUs = _options.IngestIntervalS * UtcMicros.PerSecond;
        if (_intervalEndUs == 0) _intervalEndUs = ((receiveTime.Value / intervalUs) + 1) * intervalUs;
        if (receiveTime.Value >= _intervalEndUs)
        {
            EmitIngest(new UtcMicros(_intervalEndUs));
            _intervalEndUs = ((receiveTime.Value / intervalUs) + 1) * intervalUs;
        }

        _now = receiveTime;
    }

    private void TakeData(bool isTimePlausible)
    {
        ref MarketEvent market = ref _message.Event;
        if (!isTimePlausible)
        {
            RefuseData(Refusal.Malformed);
            return;
        }

        if (market.ReceiveTime < _now)
        {
            RefuseData(Refusal.TimeBackwards);
            return;
        }

        Advance(market.ReceiveTime);
        int venue = (int)_venues[market.InstrumentIndex];
        UtcMicros last = _lastOfVenue[venue];
        if (last.Value != 0 && _now - last > _options.ReconnectSilenceMs * 1000L)
        {
            _epochOfVenue[venue]++;
            _totals.Reconnects++;
            for (int i = 0; i < _awaitsBook.Length; i++) _awaitsBook[i] |= (int)_venues[i] == venue;
        }

        _lastOfVenue[venue] = _now;
        if (_message.Channel == FeedChannel.Trades)
        {
            TakeTrades();
            return;
        }

        FeedCounters feed = Feed(market.InstrumentIndex, _message.Channel);
        feed.Arrive(_now, _epochOfVenue[venue]);
        if (market.VenueTime - _now > _options.FutureToleranceMs * 1000L) Refuse(_unassigned, Refusal.Malformed);
        else if (market.VenueTime < feed.LastVenueTime || market.VenueSequence < feed.LastSequence) Refuse(feed, Refusal.TimeBackwards);
        else if (!_message.Channel.HasTopOfBook()) Pass(feed, in market);
        else if (market.Bids.Count == 0 || market.Asks.Count == 0) Refuse(feed, Refusal.EmptyBook);
        else if (market.Bids.Best.PriceTicks >= market.Asks.Best.PriceTicks) Refuse(feed, Refusal.CrossedBook);
        else TakeTop(feed, in market);
    }

    private void TakeTop(FeedCounters feed, in MarketEvent market)
    {
        feed.SetTop(market.Bids.Best, market.Asks.Best);
        if (_message.HasVenueTime && _now - market.VenueTime > _options.LateBookMs * 1000L) feed.LateBook();
        if (_awaitsBook[market.InstrumentIndex] && _message.Channel != FeedChannel.Bbo)
        {
            _awaitsBook[market.InstrumentIndex] = false;
            feed.Resync();
        }

        Pass(feed, in market);
    }

    // A push may list its trades in any order, so "older" is measured against the pushes before it.
    private void TakeTrades()
    {
        ref MarketEvent market = ref _message.Event;
        UtcMicros arrival = _now;
        foreach (ref readonly ParsedTrade parsed in _message.Trades)
        {
            if (parsed.InstrumentIndex < 0)
            {
                Refuse(_unassigned, Refusal.UnknownChannel);
                continue;
            }

            FeedCounters feed = Feed(parsed.InstrumentIndex, FeedChannel.Trades);
            if (feed.LastReceiveTime != arrival) feed.Arrive(arrival, _epochOfVenue[(int)VenueName.Hyperliquid]);
            if (parsed.VenueTime - arrival > _options.FutureToleranceMs * 1000L) Refuse(feed, Refusal.Malformed);
            else if (!_recentTrades[parsed.InstrumentIndex].TryAdd(parsed.Trade.TradeId, parsed.VenueTime)) Refuse(feed, Refusal.DuplicateTrade);
            else if (arrival - parsed.VenueTime > _options.LateTradeMs * 1000L) Refuse(feed, Refusal.LateTrade);
            else if (parsed.VenueTime < feed.LastVenueTime) Refuse(feed, Refusal.TimeBackwards);
            else
            {
                market.InstrumentIndex = parsed.InstrumentIndex;
                market.VenueTime = parsed.VenueTime;
                market.Trade = parsed.Trade;
                _totals.Messages++;
                _totals.Passed++;
                feed.Pass();
                _sink.OnMarket(in market);
            }
        }

        foreach (ref readonly ParsedTrade parsed in _message.Trades)
        {
            if (parsed.InstrumentIndex < 0 || parsed.VenueTime - arrival > _options.FutureToleranceMs * 1000L) continue;
            FeedCounters feed = Feed(parsed.InstrumentIndex, FeedChannel.Trades);
            feed.SawVenueTime(parsed.VenueTime);
        }
    }

    private void Pass(FeedCounters feed, in MarketEvent market)
    {
        feed.SawVenueTime(market.VenueTime);
        feed.LastSequence = market.VenueSequence;
        feed.Pass();
        _totals.Messages++;
        _totals.Passed++;
        _sink.OnMarket(in market);
    }

    // Every trade of a push is one message. A time that is not believed is the line's fault and not the feed's.
    private void RefuseData(Refusal reason)
    {
        bool isOfFeed = reason != Refusal.Malformed;
        if (_message.Channel != FeedChannel.Trades) Refuse(isOfFeed ? Feed(_message.Event.InstrumentIndex, _message.Channel) : _unassigned, reason);
        foreach (ref readonly ParsedTrade parsed in _message.Trades)
        {
            if (parsed.InstrumentIndex < 0) Refuse(_unassigned, Refusal.UnknownChannel);
            else Refuse(isOfFeed ? Feed(parsed.InstrumentIndex, FeedChannel.Trades) : _unassigned, reason);
        }
    }

    private void Refuse(FeedCounters feed, Refusal reason)
    {
        _totals.Messages++;
        _totals.Refused++;
        feed.Refuse(reason);
    }

    private void EmitIngest(UtcMicros end)
    {
        for (int i = 0; i <= _feeds.Length; i++)
        {
            FeedCounters feed = i < _feeds.Length ? _feeds[i] : _unassigned;
            if (!feed.TryTake(end, _ingestSeq + 1, out MarketIngest ingest)) continue;
            _ingestSeq++;
            _sink.OnIngest(in ingest);
        }
    }

    private FeedCounters Feed(int instrument, FeedChannel channel) => _feeds[(instrument * FeedChannels.Count) + (int)channel];
}
