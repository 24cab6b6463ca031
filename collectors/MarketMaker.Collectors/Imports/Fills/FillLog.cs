using System.Text.Json;
using MarketMaker.Collectors.Imports.Files;
using MarketMaker.Collectors.Imports.MetaStacker;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Venue.Fills;

namespace MarketMaker.Collectors.Imports.Fills;

/// <summary>The fills of <c>hyperliquid_fills</c> logs, read and refused as the import reads and refuses them, in the order of the log.</summary>
internal sealed class FillLog
{
    private const string ForeignStream = "hyperliquid_fills";
    private const int Decimals = 8;
    private const decimal LargestNumber = 1e10m; // of a DECIMAL(18,8)

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _sameEvent = new(StringComparer.Ordinal);
    private readonly List<Instrument> _instruments = [];
    private readonly List<LoggedFill> _fills = [];

    private FillLog()
    {
    }

    /// <summary>Instruments of the fills, by index; their prices and sizes in units of 10^-8.</summary>
    public IReadOnlyList<Instrument> Instruments => _instruments;

    public IReadOnlyList<LoggedFill> Fills => _fills;

    public int FileCount { get; private set; }

    /// <summary>Lines that say too little to be a fill.</summary>
    public int RefusedCount { get; private set; }

    /// <summary>Lines that were in the same file before.</summary>
    public int DuplicateCount { get; private set; }

    /// <summary>Files that could not be read to their end.</summary>
    public List<LogDamage> Damages { get; } = [];

    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    public static FillLog Read(string path)
    {
        var format = new MetaStackerFormat();
        var log = new FillLog();
        foreach (ForeignFile file in ForeignFolder.Open(format, path).Files.Where(f => f.Stream == ForeignStream))
        {
            log.FileCount++;
            using LogFile open = LogFile.Open(file.Path);
            foreach (FileLine line in LineReader.Read(open.Bytes)) log.Take(file.Line(line), format);
            if (open.Damage is { } damage) log.Damages.Add(damage);
        }

        return log;
    }

    private void Take(ForeignLine line, MetaStackerFormat format)
    {
        MappedLine mapped = format.Map(line);
        if (!_known.Add(line.Identity.Hex)) DuplicateCount++;
        else if (mapped.Refusal is not null || !TryAdd(mapped, line.Identity)) RefusedCount++;
    }

    private bool TryAdd(MappedLine mapped, LineIdentity identity)
    {
        using JsonDocument document = JsonDocument.Parse(mapped.Line);
        JsonElement row = document.RootElement;
        decimal price = row.GetProperty("price").GetDecimal();
        decimal size = row.GetProperty("size").GetDecimal();
        if (price is <= 0 or >= LargestNumber || size is <= 0 or >= LargestNumber || row.GetProperty("symbol").GetString() is not { Length: > 0 } symbol) return false;
        string eventId = row.TryGetProperty("event_id", out JsonElement id) && id.ValueKind == JsonValueKind.String ? id.GetString()! : identity.Hex;
        int index = IndexOf(symbol);
        UtcMicros time = mapped.Time!.Value;
        TradeSide side = row.GetProperty("side").GetString() == "buy" ? TradeSide.Buy : TradeSide.Sell;
        UtcMicros? received = row.GetProperty("recv_t").GetString() is { } text && UtcMicros.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out UtcMicros at) ? at : null;
        AccountAddress? address = row.GetProperty("address").GetString() is { } hex && AccountAddress.TryParse(System.Text.Encoding.UTF8.GetBytes(hex), out AccountAddress known) ? known : null;
        long tradeId = TradeId(eventId);
        _fills.Add(new LoggedFill(
            new VenueFill(index, tradeId, time, (long)(price * 100_000_000), (long)(size * 100_000_000), side),
            new HyperliquidFill
            {
                Envelope = new Envelope { Time = time, Seq = _fills.Count + 1, RecvT = received, Venue = "hyperliquid", Symbol = symbol },
                Address = address, Price = price, Size = size, SizeUsd = Math.Round(price * size, Decimals), Side = side, SampleWeight = 1, VenueTradeId = tradeId,
            }));
        return true;
    }

    // The log's event id is a hash of the fill's content: fills alike in everything share it and are told apart by counting.
    private long TradeId(string eventId)
    {
        int nth = _sameEvent.GetValueOrDefault(eventId);
        _sameEvent[eventId] = nth + 1;
        return (long)(FillHash.OfText(eventId) >> 14) + nth; // 50 bits, as the venue's
    }

    private int IndexOf(string symbol)
    {
        int index = _instruments.FindIndex(i => i.Symbol == symbol);
        if (index >= 0) return index;
        _instruments.Add(new Instrument("hyperliquid", symbol, Decimals, Decimals, 0, 0));
        return _instruments.Count - 1;
    }
}
