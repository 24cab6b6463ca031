using MarketMaker.Bot.Tests.Bot;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Bot.Tests.Venue;

public sealed class TapeInstrumentsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(19, 1881, true)] // 19 of 1,900 messages: one in a hundred exactly
    [InlineData(19, 1882, false)]
    [InlineData(20, 5000, true)]
    [InlineData(1, 5000, false)]
    [InlineData(1, 99, true)]
    [InlineData(1, 100, false)] // one in 101
    public void Discover_ASymbolOfFewLines_IsTheTapesOnlyFromALeastNumberOrShareOn(int few, int many, bool isFound)
    {
        string tape = _folder.File("tape.jsonl");
        using (FileStream file = File.Create(tape))
        {
            for (int i = 0; i < many; i++) Write(file, Lines.Bbo(receiveMs: i, venueMs: i - 400));
            for (int i = 0; i < few; i++) Write(file, Lines.Bbo(many + i, many - 400, "2000", "2001", "ETH"));
        }

        Assert.Equal(isFound ? ["BTC", "ETH"] : ["BTC"], TapeInstruments.Discover(tape).Select(i => i.Symbol));
    }

    private static void Write(FileStream file, byte[] line)
    {
        file.Write(line);
        file.WriteByte((byte)'\n');
    }
}
