using MarketMaker.Schemas.Market;
using MarketMaker.Venue.Binance;
using MarketMaker.Venue.Hyperliquid;

namespace MarketMaker.Venue.Tape;

/// <summary>What a tape is about.</summary>
/// <param name="Instruments">Its instruments: traded ones first, then leaders, each in the order of their first message.</param>
/// <param name="Fault">What is wrong with the file, as <see cref="TapeReader.Fault"/> says it; null when nothing is.</param>
public sealed record TapeContent(IReadOnlyList<Instrument> Instruments, string? Fault);

/// <summary>Finds the instruments that a tape speaks of.</summary>
/// <remarks>
/// A stray line makes no instrument: a damaged or misplaced one may name any symbol. A symbol is the tape's when it has at least
/// <see cref="LeastBooks"/> messages with a top of book (a subscribed one has so many within seconds), or at least one in
/// <see cref="LeastShareInverse"/> of all messages read, so that a tape of a few lines has its instruments too. Lines of other symbols
/// count as unknown in <c>market_ingest</c>.
/// </remarks>
public static class TapeInstruments
{
    /// <summary>Messages with a top of book that make a symbol the tape's.</summary>
    public const int LeastBooks = 20;

    /// <summary>The share of all messages that does too, as its inverse: one in a hundred.</summary>
    public const int LeastShareInverse = 100;

    /// <summary>Reads a tape for its instruments.</summary>
    /// <param name="path">The tape.</param>
    /// <param name="lineLimit">Most lines looked at; symbols that first appear later are not found. Default: the whole tape.</param>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static TapeContent Survey(string path, long lineLimit = long.MaxValue)
    {
        var symbols = new SymbolTable([.. PerpUniverse.All, .. LeaderUniverse.All]);
        var message = new ParsedMessage();
        var books = new long[symbols.Count];
        var messages = new long[symbols.Count];
        var order = new List<int>();
        using var reader = TapeReader.Open(path);
        while (reader.LineCount < lineLimit && reader.TryReadLine(out ReadOnlySpan<byte> line))
        {
            if (MessageParser.ParseLine(line, symbols, message) != MessageStatus.Data) continue;
            if (message.Channel != FeedChannel.Trades)
            {
                Note(message.Event.InstrumentIndex);
                if (message.Channel.HasTopOfBook()) books[message.Event.InstrumentIndex]++;
            }

            foreach (ref readonly ParsedTrade trade in message.Trades)
                if (trade.InstrumentIndex >= 0) Note(trade.InstrumentIndex);
        }

        long least = (messages.Sum() + LeastShareInverse - 1) / LeastShareInverse;
        Instrument[] instruments =
            [.. order.Where(i => books[i] >= LeastBooks || messages[i] >= least).Select(i => symbols[i]).OrderBy(SymbolTable.VenueOf)];
        return new TapeContent(instruments, reader.Fault);

        void Note(int index)
        {
            if (messages[index]++ == 0) order.Add(index);
        }
    }

    /// <summary>The instruments of a tape.</summary>
    /// <inheritdoc cref="Survey"/>
    public static IReadOnlyList<Instrument> Discover(string path, long lineLimit = long.MaxValue) => Survey(path, lineLimit).Instruments;
}
