using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;

namespace MarketMaker.Venue.Tape;

/// <summary>Measures a tape: spreads, order flow, volatility and impact per symbol, and who moves first. Give it to a <see cref="FeedNormalizer"/> as its sink.</summary>
/// <remarks>Keeps every quote and trade in memory: for tapes of hours, not of months. Times are the venue's unless said otherwise.</remarks>
public sealed class TapeStatistics : IMarketSink
{
    /// <summary>Lags, in prints, of <see cref="SymbolStatistics.SignAcf"/>.</summary>
    public static IReadOnlyList<int> SignLags { get; } = [1, 2, 5, 10, 50];

    private const long ReturnStepUs = 10_000_000;

    private readonly SymbolTable _symbols;
    private readonly List<Quote>[] _quotes;
    private readonly List<PrintedTrade>[] _trades;

    /// <param name="symbols">The instruments of the normaliser that feeds this.</param>
    public TapeStatistics(SymbolTable symbols)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        _symbols = symbols;
        _quotes = [.. Enumerable.Range(0, symbols.Count).Select(_ => new List<Quote>())];
        _trades = [.. Enumerable.Range(0, symbols.Count).Select(_ => new List<PrintedTrade>())];
    }

    /// <summary>Measures a whole tape.</summary>
    public static TapeStatistics Of(string path)
    {
        var symbols = new SymbolTable(TapeInstruments.Discover(path));
        var statistics = new TapeStatistics(symbols);
        using var reader = TapeReader.Open(path);
        new TapeReplay(reader, new FeedNormalizer(symbols, statistics)).Run();
        return statistics;
    }

    /// <inheritdoc/>
    public void OnMarket(in MarketEvent market)
    {
        if (market.Kind == MarketEventKind.Bbo)
        {
            _quotes[market.InstrumentIndex].Add(new Quote(
                market.VenueTime.Value, market.ReceiveTime.Value, market.Bids.Best.PriceTicks, market.Asks.Best.PriceTicks));
        }
        else if (market.Kind == MarketEventKind.Trade)
        {
            int sign = market.Trade.Aggressor == TradeSide.Buy ? 1 : -1;
            _trades[market.InstrumentIndex].Add(new PrintedTrade(market.VenueTime.Value, market.Trade.PriceTicks, sign));
        }
    }

    /// <inheritdoc/>
    public void OnIngest(in MarketIngest ingest)
    {
    }

    /// <summary>Numbers of a symbol.</summary>
    /// <exception cref="ArgumentException">The tape has no such symbol, or less than a minute of its quotes.</exception>
    public SymbolStatistics Measure(string symbol, string venue = "hyperliquid")
    {
        int index = IndexOf(venue, symbol);
        Quote[] quotes = [.. _quotes[index]];
        if (quotes.Length < 2 || quotes[^1].VenueUs - quotes[0].VenueUs < 6 * ReturnStepUs)
            throw new ArgumentException($"The tape has less than a minute of {symbol}'s quotes; measure a longer one.", nameof(symbol));
        long step = _symbols[index].StepTicks(quotes[0].AskTicks);
        double[] spreads = [.. quotes.Select(q => (q.AskTicks - q.BidTicks) / q.Mid * 10_000)];
        double[] delays = [.. quotes.Select(q => (q.ReceiveUs - q.VenueUs) / 1000.0)];
        double[] returns = Returns(quotes, ReturnStepUs, q => q.VenueUs);
        double[] sizes = [.. returns.Select(Math.Abs)];
        double[] signs = [.. _trades[index].Select(t => (double)t.Sign)];
        List<AggressiveOrder> orders = Orders(_trades[index]);
        double variance = SeriesMath.Moment(returns, 2);
        return new SymbolStatistics
        {
            Symbol = symbol,
            QuoteCount = quotes.Length,
            TradeCount = signs.Length,
            OneStepSpreadShare = quotes.Count(q => q.AskTicks - q.BidTicks == step) / (double)quotes.Length,
            SpreadP90Bps = SeriesMath.Quantile(spreads, 0.90),
            SpreadP99Bps = SeriesMath.Quantile(spreads, 0.99),
            SignAcf = [.. SignLags.Select(lag => SeriesMath.Autocorrelation(signs, lag))],
            ReturnSdBps = Math.Sqrt(variance),
            ReturnKurtosis = variance == 0 ? 0 : SeriesMath.Moment(returns, 4) / (variance * variance),
            ReturnAcf = SeriesMath.Autocorrelation(returns, 1),
            AbsReturnAcf = SeriesMath.Autocorrelation(sizes, 1),
            SweepShare = orders.Count == 0 ? 0 : orders.Count(o => o.IsSweep) / (double)orders.Count,
            SingleImpact1sBps = Impact(quotes, orders, isSweep: false, 1_000_000),
            SingleImpact5sBps = Impact(quotes, orders, isSweep: false, 5_000_000),
            SweepImpact1sBps = Impact(quotes, orders, isSweep: true, 1_000_000),
            SweepImpact5sBps = Impact(quotes, orders, isSweep: true, 5_000_000),
            DelayP50Ms = SeriesMath.Quantile(delays, 0.50),
            DelayP99Ms = SeriesMath.Quantile(delays, 0.99),
        };
    }

    /// <summary>
    /// By how much the leader moves first: the lag, of the multiples of <paramref name="stepMs"/> within ±<paramref name="maxLagMs"/>, at which the
    /// returns of both mids, on a grid of that step in <b>receive</b> time, correlate most. Positive: the follower comes later.
    /// </summary>
    public (int LagMs, double Correlation) LeadLag(string leaderVenue, string leader, string followerVenue, string follower, int stepMs = 50, int maxLagMs = 1000)
    {
        Quote[] first = [.. _quotes[IndexOf(leaderVenue, leader)]];
        Quote[] second = [.. _quotes[IndexOf(followerVenue, follower)]];
        long startUs = Math.Max(first[0].ReceiveUs, second[0].ReceiveUs);
        long endUs = Math.Min(first[^1].ReceiveUs, second[^1].ReceiveUs);
        double[] x = Returns(first, stepMs * 1000L, q => q.ReceiveUs, startUs, endUs);
        double[] y = Returns(second, stepMs * 1000L, q => q.ReceiveUs, startUs, endUs);
        (int LagMs, double Correlation) best = (0, double.NegativeInfinity);
        for (int lag = -maxLagMs / stepMs; lag <= maxLagMs / stepMs; lag++)
        {
            double correlation = lag >= 0 ? SeriesMath.Correlation(x, y, lag) : SeriesMath.Correlation(y, x, -lag);
            if (correlation > best.Correlation) best = (lag * stepMs, correlation);
        }

        return best;
    }

    private int IndexOf(string venue, string symbol)
    {
        for (int i = 0; i < _symbols.Count; i++)
            if (_symbols[i].Venue == venue && _symbols[i].Symbol == symbol) return i;
        throw new ArgumentException($"The tape has no {symbol} of {venue}.", nameof(symbol));
    }

    private static double[] Returns(Quote[] quotes, long stepUs, Func<Quote, long> time) =>
        Returns(quotes, stepUs, time, time(quotes[0]), time(quotes[^1]));

    // Log returns in basis points of the last mid at each point of a grid.
    private static double[] Returns(Quote[] quotes, long stepUs, Func<Quote, long> time, long startUs, long endUs)
    {
        var returns = new List<double>();
        double last = double.NaN;
        int at = 0;
        for (long gridUs = startUs; gridUs <= endUs; gridUs += stepUs)
        {
            while (at + 1 < quotes.Length && time(quotes[at + 1]) <= gridUs) at++;
            double mid = quotes[at].Mid;
            if (!double.IsNaN(last)) returns.Add(Math.Log(mid / last) * 10_000);
            last = mid;
        }

        return [.. returns];
    }

    private static List<AggressiveOrder> Orders(List<PrintedTrade> trades)
    {
        var orders = new List<AggressiveOrder>();
        foreach (PrintedTrade trade in trades)
        {
            if (orders.Count > 0 && orders[^1] is { } last && last.VenueUs == trade.VenueUs && last.Sign == trade.Sign)
                orders[^1] = last with { IsSweep = last.IsSweep || trade.PriceTicks != last.FirstTicks };
            else
                orders.Add(new AggressiveOrder(trade.VenueUs, trade.Sign, trade.PriceTicks, false));
        }

        return orders;
    }

    private static double Impact(Quote[] quotes, List<AggressiveOrder> orders, bool isSweep, long horizonUs)
    {
        var moves = new List<double>();
        foreach (AggressiveOrder order in orders)
        {
            if (order.IsSweep != isSweep) continue;
            int before = LastBefore(quotes, order.VenueUs);
            int after = LastBefore(quotes, order.VenueUs + horizonUs);
            if (before >= 0) moves.Add(order.Sign * (quotes[after].Mid - quotes[before].Mid) / quotes[before].Mid * 10_000);
        }

        return SeriesMath.Mean([.. moves]);
    }

    // Index of the last quote strictly before a time; −1 when there is none.
    private static int LastBefore(Quote[] quotes, long venueUs)
    {
        int low = 0;
        int high = quotes.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (quotes[middle].VenueUs < venueUs) low = middle + 1;
            else high = middle;
        }

        return low - 1;
    }

    private readonly record struct Quote(long VenueUs, long ReceiveUs, long BidTicks, long AskTicks)
    {
        public double Mid => (BidTicks + AskTicks) / 2.0;
    }

    private readonly record struct PrintedTrade(long VenueUs, long PriceTicks, int Sign);

    private sealed record AggressiveOrder(long VenueUs, int Sign, long FirstTicks, bool IsSweep);
}
