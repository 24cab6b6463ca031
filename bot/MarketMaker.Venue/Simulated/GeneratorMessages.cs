using System.Buffers;
using System.Globalization;
using System.Text;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Venue.Simulated;

/// <summary>Writes the venues' JSON: numbers as Hyperliquid and Binance write them.</summary>
internal static class GeneratorMessages
{
    public static byte[] Trades(string symbol, long venueMs, Instrument instrument, IReadOnlyList<PublicTrade> trades)
    {
        var text = new StringBuilder("{\"channel\":\"trades\",\"data\":[");
        for (int i = 0; i < trades.Count; i++)
        {
            PublicTrade trade = trades[i];
            if (i > 0) text.Append(',');
            text.Append("{\"coin\":\"").Append(symbol).Append("\",\"side\":\"").Append(trade.Aggressor == TradeSide.Buy ? 'B' : 'A').Append("\",");
            Level(text, instrument, trade.PriceTicks, trade.SizeLots);
            text.Append(CultureInfo.InvariantCulture, $",\"time\":{venueMs},\"tid\":{trade.TradeId}}}");
        }

        return Bytes(text.Append("]}"));
    }

    public static byte[] Bbo(string symbol, long venueMs, GeneratorMarket market)
    {
        var text = new StringBuilder("{\"channel\":\"bbo\",\"data\":{\"coin\":\"").Append(symbol);
        text.Append(CultureInfo.InvariantCulture, $"\",\"time\":{venueMs},\"bbo\":[{{");
        Level(text, market.Instrument, market.Bids.Best * market.StepTicks, market.Bids.TouchLots);
        text.Append("},{");
        Level(text, market.Instrument, market.Asks.Best * market.StepTicks, market.Asks.TouchLots);
        return Bytes(text.Append("}]}}"));
    }

    public static byte[] L2Book(string symbol, long venueMs, GeneratorMarket market)
    {
        var text = new StringBuilder("{\"channel\":\"l2Book\",\"data\":{\"coin\":\"").Append(symbol);
        text.Append(CultureInfo.InvariantCulture, $"\",\"time\":{venueMs},\"levels\":[");
        Side(text, market, market.Bids, -1);
        text.Append(',');
        Side(text, market, market.Asks, 1);
        return Bytes(text.Append("]}}"));
    }

    public static byte[] BookTicker(Instrument leader, long updateId, long bidTicks, long bidLots, long askLots)
    {
        var text = new StringBuilder("{\"stream\":\"").Append(leader.Symbol.ToLowerInvariant());
        text.Append(CultureInfo.InvariantCulture, $"@bookTicker\",\"data\":{{\"u\":{updateId},\"s\":\"{leader.Symbol}\",");
        text.Append(CultureInfo.InvariantCulture, $"\"b\":\"{leader.Price(bidTicks):F8}\",\"B\":\"{leader.Size(bidLots):F8}\",");
        text.Append(CultureInfo.InvariantCulture, $"\"a\":\"{leader.Price(bidTicks + 1):F8}\",\"A\":\"{leader.Size(askLots):F8}\"}}}}");
        return Bytes(text);
    }

    /// <summary>Wraps a message into a line of a tape.</summary>
    public static void WriteLine(IBufferWriter<byte> output, long receiveUs, VenueName venue, ReadOnlySpan<byte> message)
    {
        string head = venue == VenueName.Hyperliquid ? "" : "\"venue\":\"binance\",";
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"recv_ms\":{receiveUs / 1000}.{receiveUs % 1000:D3},{head}\"msg\":"), output);
        output.Write(message);
        output.Write("}\n"u8);
    }

    private static void Side(StringBuilder text, GeneratorMarket market, GeneratorSide side, int deeper)
    {
        text.Append('[');
        int sent = 0;
        for (int depth = 0; depth < GeneratorSide.Depth && sent < BookSide.Capacity; depth++)
        {
            if (side.LotsAt(depth) == 0) continue;
            text.Append(sent++ == 0 ? "{" : ",{");
            Level(text, market.Instrument, (side.Best + (depth * deeper)) * market.StepTicks, side.LotsAt(depth));
            text.Append('}');
        }

        text.Append(']');
    }

    // The venue always writes one decimal at least: 109755.0.
    private static void Level(StringBuilder text, Instrument instrument, long priceTicks, long sizeLots) => text
        .Append(CultureInfo.InvariantCulture, $"\"px\":\"{instrument.Price(priceTicks):0.0#######}\",\"sz\":\"{instrument.Size(sizeLots):0.0#######}\"");

    private static byte[] Bytes(StringBuilder text) => Encoding.UTF8.GetBytes(text.ToString());
}
