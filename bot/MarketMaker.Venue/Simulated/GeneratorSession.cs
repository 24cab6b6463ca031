using System.Buffers;
using MarketMaker.Schemas.Market;
using MarketMaker.Venue.Binance;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Venue.Simulated;

/// <summary>A generated session: blocks of the traded venue, quotes of the leader, and their lines in the order they are received.</summary>
/// <remarks>
/// The venue makes a block about every 70 ms; a block that changed a top of book sends <c>bbo</c>, one with trades sends <c>trades</c>, and every half
/// second the book goes out whole. The leader knows the fair price at once and quotes it some forty times a second; the venue's makers learn it
/// <see cref="MakerLagUs"/> later and our line to the venue is slower than the one to the leader, so the leader is seen to move first by about a quarter of a second.
/// </remarks>
internal sealed class GeneratorSession
{
    private const int MakerLagUs = 30_000;
    private const int BookEveryUs = 500_000;
    private const double LeaderMeanUs = 25_000;
    private const double LeaderPremium = 1.0002;

    private readonly GeneratorOptions _options;
    private readonly GeneratorRandom _clock;
    private readonly GeneratorRandom _leaderRandom;
    private readonly GeneratorPrices _prices;
    private readonly GeneratorMarket[] _markets;
    private readonly long[] _nextBookUs;
    private readonly (long Bid, long BidLots, long Ask, long AskLots)[] _sent;
    private readonly GeneratorConnection _venueLine;
    private readonly GeneratorConnection _leaderLine;
    private readonly Queue<(long TimeUs, double[] Fair)> _underWay = new();
    private readonly Instrument _leader = LeaderUniverse.LeaderOf("BTC")!;
    private readonly double _leaderTicks;
    private readonly double _leaderSdBps;
    private readonly int _leaderLatent;
    private double[] _known;
    private long _updateId = 1;

    public GeneratorSession(GeneratorOptions options)
    {
        _options = options;
        _clock = new GeneratorRandom(options.Seed, 0);
        _leaderRandom = new GeneratorRandom(options.Seed, 1);
        double cascadeStartS = options.HasCascade ? options.Length.TotalSeconds * 0.6 : double.PositiveInfinity;
        _markets = [.. options.Symbols.Select((symbol, i) => new GeneratorMarket(GeneratorProfile.Of(symbol), new GeneratorRandom(options.Seed, 10 + i)))];
        // The last of the latent prices is the leader's: BTC's where BTC is traded, one of its own otherwise.
        _prices = new GeneratorPrices(new GeneratorRandom(options.Seed, 2), _markets.Length + 1, cascadeStartS);
        _venueLine = new GeneratorConnection(new GeneratorRandom(options.Seed, 3), floorMs: 170, medianMs: 188, sigma: 0.55);
        _leaderLine = new GeneratorConnection(new GeneratorRandom(options.Seed, 4), floorMs: 110, medianMs: 80, sigma: 0.5);
        _nextBookUs = new long[_markets.Length];
        _sent = new (long, long, long, long)[_markets.Length];
        _known = new double[_markets.Length];
        GeneratorProfile btc = GeneratorProfile.Of("BTC");
        _leaderTicks = btc.StartPrice * LeaderPremium / _leader.PriceDouble(1);
        _leaderSdBps = btc.ReturnSdBps;
        int traded = Array.FindIndex(_markets, m => m.Instrument.Symbol == btc.Symbol);
        _leaderLatent = traded >= 0 ? traded : _markets.Length;
    }

    /// <summary>Writes every line of the session.</summary>
    /// <param name="flush">Takes what is in the buffer and empties it; called every few hundred kilobytes.</param>
    public void Run(ArrayBufferWriter<byte> output, Action flush, IProgress<double>? progress)
    {
        long startUs = _options.Start.Value;
        long endUs = startUs + (_options.Length.Ticks / TimeSpan.TicksPerMicrosecond);
        long nowUs = startUs;
        long lastBlockUs = startUs;
        long nextBlockUs = startUs + NextBlockUs();
        long nextLeaderUs = startUs + NextLeaderUs();
        while (nowUs < endUs)
        {
            long thenUs = Math.Min(nextBlockUs, nextLeaderUs);
            _prices.Advance((thenUs - startUs) / 1e6, (thenUs - nowUs) / 1e6);
            nowUs = thenUs;
            Learn(nowUs);
            if (nowUs == nextLeaderUs)
            {
                SendLeader(nowUs);
                nextLeaderUs += NextLeaderUs();
            }

            if (nowUs != nextBlockUs) continue;
            for (int i = 0; i < _markets.Length; i++) PlayBlock(i, nowUs, (nowUs - lastBlockUs) / 1e6);
            lastBlockUs = nowUs;
            nextBlockUs += NextBlockUs();
            // Nothing sent from now on is received before now.
            Drain(nowUs, output);
            if (output.WrittenCount < 1 << 18) continue;
            flush();
            progress?.Report(Math.Min(1, (nowUs - startUs) / (double)(endUs - startUs)));
        }

        Drain(long.MaxValue - 1, output);
        flush();
        progress?.Report(1);
    }

    // Makers know what was fair MakerLagUs ago.
    private void Learn(long nowUs)
    {
        var fair = new double[_markets.Length];
        for (int i = 0; i < fair.Length; i++) fair[i] = _prices[i];
        _underWay.Enqueue((nowUs, fair));
        while (_underWay.Count > 1 && _underWay.Peek().TimeUs <= nowUs - MakerLagUs) _known = _underWay.Dequeue().Fair;
    }

    // Blocks fall on whole milliseconds, as their times are sent.
    private long NextBlockUs() => (long)_clock.Uniform(45, 95) * 1000;

    private long NextLeaderUs() => 1_000 + (long)_clock.Exponential(LeaderMeanUs - 1_000);

    private void PlayBlock(int index, long nowUs, double stepS)
    {
        GeneratorMarket market = _markets[index];
        string symbol = _options.Symbols[index];
        market.Step(stepS, _known[index], _prices.Volatility, _prices.IsCascade);
        long venueMs = nowUs / 1000;
        if (market.Trades.Count > 0) _venueLine.Send(nowUs, GeneratorMessages.Trades(symbol, venueMs, market.Instrument, market.Trades));
        if (nowUs >= _nextBookUs[index])
        {
            _venueLine.Send(nowUs, GeneratorMessages.L2Book(symbol, venueMs, market));
            _nextBookUs[index] = nowUs + BookEveryUs;
        }

        var top = (market.Bids.Best, market.Bids.TouchLots, market.Asks.Best, market.Asks.TouchLots);
        if (top == _sent[index]) return;
        _sent[index] = top;
        _venueLine.Send(nowUs, GeneratorMessages.Bbo(symbol, venueMs, market));
    }

    private void SendLeader(long nowUs)
    {
        double priceTicks = _leaderTicks * GeneratorRandom.Exp(_prices[_leaderLatent] * _leaderSdBps / 10_000);
        long bidLots = 1 + (long)_leaderRandom.LogNormal(150_000, 1);
        long askLots = 1 + (long)_leaderRandom.LogNormal(150_000, 1);
        _updateId += 1 + (long)_leaderRandom.Uniform(0, 20);
        _leaderLine.Send(nowUs, GeneratorMessages.BookTicker(_leader, _updateId, (long)Math.Floor(priceTicks - 0.5), bidLots, askLots));
    }

    private void Drain(long untilUs, ArrayBufferWriter<byte> output)
    {
        while (Math.Min(_venueLine.NextReceiveUs, _leaderLine.NextReceiveUs) <= untilUs)
        {
            bool isVenue = _venueLine.NextReceiveUs <= _leaderLine.NextReceiveUs;
            long receiveUs = isVenue ? _venueLine.NextReceiveUs : _leaderLine.NextReceiveUs;
            byte[] message = isVenue ? _venueLine.Take() : _leaderLine.Take();
            GeneratorMessages.WriteLine(output, receiveUs, isVenue ? VenueName.Hyperliquid : VenueName.Binance, message);
        }
    }
}
