using System.Text;
using MarketMaker.Schemas.Market;
using MarketMaker.Venue.Hyperliquid;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Bot.Tests.Venue;

public sealed class CompactLevelsTests
{
    private static readonly SymbolTable Symbols = new([PerpUniverse.Find("BTC")!]);

    /// <summary>A space before the levels sends the same book down the long way: both must say the same of every book, sound or not.</summary>
    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    public void ParseLine_WithAndWithoutASpace_SaysTheSame(int seed)
    {
        var random = new Random(seed);
        var shortWay = new ParsedMessage();
        var longWay = new ParsedMessage();
        int sound = 0;
        for (int i = 0; i < 5_000; i++)
        {
            byte[] line = Line(Levels(random), random);
            MessageStatus status = MessageParser.ParseLine(line, Symbols, shortWay);
            byte[] spaced = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(line).Replace("\"levels\":", "\"levels\": ", StringComparison.Ordinal));
            Assert.Equal(MessageParser.ParseLine(spaced, Symbols, longWay), status);
            if (status != MessageStatus.Data) continue;
            sound++;
            Assert.Equal(Sides(longWay.Event), Sides(shortWay.Event));
            Assert.Equal(longWay.Event.VenueTime, shortWay.Event.VenueTime);
            Assert.Equal(longWay.Event.ReceiveTime, shortWay.Event.ReceiveTime);
        }

        Assert.InRange(sound, 1_500, 4_900);
    }

    private static IEnumerable<Level> Sides(MarketEvent market)
    {
        for (int i = 0; i < market.Bids.Count; i++) yield return market.Bids[i];
        for (int i = 0; i < market.Asks.Count; i++) yield return market.Asks[i];
    }

    private static byte[] Line(string levels, Random random)
    {
        byte[] line = Encoding.Latin1.GetBytes(
            "{\"recv_ms\":1767621600400.5,\"msg\":{\"channel\":\"l2Book\",\"data\":{\"coin\":\"BTC\",\"time\":1767621600000,\"levels\":" + levels + "}}}");
        if (random.Next(2) == 0) return line;
        int from = Encoding.Latin1.GetString(line).IndexOf("levels", StringComparison.Ordinal) + 8;
        int at = random.Next(from, line.Length);
        switch (random.Next(3))
        {
            case 0:
                line[at] = (byte)"0123456789.{}[],:\"e- x"[random.Next(21)];
                return line;
            case 1:
                return [.. line[..at], .. line[(at + 1)..]];
            default:
                return [.. line[..at], line[random.Next(from, line.Length)], .. line[at..]];
        }
    }

    private static string Levels(Random random)
    {
        int bestBid = random.Next(90_000, 110_000);
        return $"[{Side(bestBid, -1, random)},{Side(bestBid + 1, 1, random)}]";
    }

    private static string Side(int best, int deeper, Random random) =>
        "[" + string.Join(',', Enumerable.Range(0, random.Next(0, 24)).Select(i =>
            $"{{\"px\":\"{best + (deeper * i)}.0\",\"sz\":\"{random.Next(1, 500)}.{random.Next(0, 100_000):D5}\"{(random.Next(2) == 0 ? $",\"n\":{random.Next(0, 30)}" : "")}}}")) + "]";
}
