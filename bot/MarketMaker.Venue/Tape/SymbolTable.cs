using System.Text;
using MarketMaker.Schemas.Market;

namespace MarketMaker.Venue.Tape;

/// <summary>Venues a tape can hold.</summary>
public enum VenueName : byte
{
    Hyperliquid,
    Binance,
}

/// <summary>The session's instruments, found by the venue's spelling of their symbol. Immutable, safe for threads.</summary>
/// <remarks>A linear search: a session has a handful of instruments, and comparing a few short names is faster than hashing one.</remarks>
public sealed class SymbolTable
{
    private readonly Instrument[] _instruments;
    private readonly byte[][][] _names = [[], []];
    private readonly int[][] _indices = [[], []];

    /// <param name="instruments">The session's instruments; their position is the index in every event.</param>
    /// <exception cref="ArgumentException">A venue is not one of <see cref="VenueName"/>, or an instrument is there twice.</exception>
    public SymbolTable(IReadOnlyList<Instrument> instruments)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        _instruments = [.. instruments];
        foreach (VenueName venue in Enum.GetValues<VenueName>())
        {
            int[] indices = [.. Enumerable.Range(0, _instruments.Length).Where(i => VenueOf(_instruments[i]) == venue)];
            _indices[(int)venue] = indices;
            _names[(int)venue] = [.. indices.Select(i => Encoding.UTF8.GetBytes(_instruments[i].Symbol))];
        }

        IGrouping<(string, string), Instrument>? twice = _instruments.GroupBy(i => (i.Venue, i.Symbol)).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null) throw new ArgumentException($"The instrument {twice.Key} is listed twice; list it once.", nameof(instruments));
    }

    /// <summary>Number of instruments.</summary>
    public int Count => _instruments.Length;

    /// <summary>Instrument by index.</summary>
    public Instrument this[int index] => _instruments[index];

    /// <summary>Finds an instrument; <paramref name="index"/> is −1 when there is none.</summary>
    public bool TryFind(VenueName venue, ReadOnlySpan<byte> symbol, out int index)
    {
        byte[][] names = _names[(int)venue];
        for (int i = 0; i < names.Length; i++)
        {
            if (!symbol.SequenceEqual(names[i])) continue;
            index = _indices[(int)venue][i];
            return true;
        }

        index = -1;
        return false;
    }

    /// <summary>The venue of an instrument.</summary>
    public static VenueName VenueOf(Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        return instrument.Venue switch
        {
            "hyperliquid" => VenueName.Hyperliquid,
            "binance" => VenueName.Binance,
            _ => throw new ArgumentException($"Venue '{instrument.Venue}' of {instrument.Symbol} is unknown; use hyperliquid or binance.", nameof(instrument)),
        };
    }
}
