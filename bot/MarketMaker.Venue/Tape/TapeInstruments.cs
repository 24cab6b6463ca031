using MarketMaker.Schemas.Market;
using MarketMaker.Venue.Binance;
using MarketMaker.Venue.Hyperliquid;

namespace MarketMaker.Venue.Tape;

/// <summary>Finds the instruments that a tape speaks of.</summary>
public static class TapeInstruments
{
    /// <summary>The known instruments of the tape: traded ones first, then leaders, each in the order of their first message.</summary>
    /// <param name="path">The tape.</param>
    /// <param name="lineLimit">Most lines looked at; symbols that first appear later are not found. Default: the whole tape.</param>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static IReadOnlyList<Instrument> Discover(string path, long lineLimit = long.MaxValue)
    {
        var symbols = new SymbolTable([.. PerpUniverse.All, .. LeaderUniverse.All]);
        var message = new ParsedMessage();
        var found = new List<int>();
        using var reader = TapeReader.Open(path);
        while (reader.LineCount < lineLimit && reader.TryReadLine(out ReadOnlySpan<byte> line))
        {
            if (MessageParser.ParseLine(line, symbols, message) != MessageStatus.Data) continue;
            if (message.Channel != FeedChannel.Trades) Note(found, message.Event.InstrumentIndex);
            foreach (ref readonly ParsedTrade trade in message.Trades) Note(found, trade.InstrumentIndex);
        }

        return [.. found.Select(index => symbols[index]).OrderBy(SymbolTable.VenueOf)];
    }

    private static void Note(List<int> found, int index)
    {
        if (index >= 0 && !found.Contains(index)) found.Add(index);
    }
}
