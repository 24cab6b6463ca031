using System.Text.Json;
using MarketMaker.Schemas.Publishing;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Collectors.Imports.MetaStacker;

/// <summary>Time, run, identity and instrument of a line.</summary>
/// <remarks>
/// Event time is, first found: <c>exec_time_ist</c> (an execution), <c>ts</c> (Unix milliseconds: the bar, or the venue's time
/// of a fill), <c>ts_ist</c> (ISO-8601 with its offset). Where both of the latter are given, <c>ts_ist</c> is when the line was
/// written: for a fill on the venue that is when the bot received it.
/// </remarks>
internal static class EnvelopeMapping
{
    private const long MaxUnixMs = 253_402_300_799_999;

    public static void Map(ForeignLine line, ForeignFields from, EventRow to)
    {
        to.Text("event_type", to.Schema.Name);
        to.Whole("schema_v", to.Schema.Version);
        to.Whole("seq", line.Identity.Seq);
        to.Text("run_id", RunId(line, from));
        if (TimeOf(from, to) is { } time) to.Time("ts", time);

        bool isVenueFill = to.Schema.Name == "hyperliquid_fill";
        if (isVenueFill && from.Read("ts_ist").Text is { } received && TryTime(received, out UtcMicros receivedAt))
        {
            from.Take("ts_ist");
            to.Time("recv_t", receivedAt);
        }

        // Hyperliquid names the instrument by its coin; the bot's own name for it (asset) stays an extra field.
        string symbol = isVenueFill && from.Has("coin") ? "coin" : from.Has("symbol") ? "symbol" : "asset";
        to.Text("symbol", from.Take(symbol));
        if (isVenueFill) to.Text("venue", "hyperliquid");
        else if (from.Read("router").Text is not null) to.Text("venue", from.Take("router").Text!.ToLowerInvariant());
    }

    private static string RunId(ForeignLine line, ForeignFields from) =>
        from.Read("run_id").Text is { Length: > 0 } ? from.Take("run_id").Text! : LineIdentity.RunIdOf(line.SourcePath);

    private static UtcMicros? TimeOf(ForeignFields from, EventRow to)
    {
        string name = !from.Read("exec_time_ist").IsUnknown ? "exec_time_ist" : !from.Read("ts").IsUnknown ? "ts" : "ts_ist";
        ForeignValue value = from.Take(name);
        if (value.IsUnknown)
            to.Refuse("The line has no time: neither ts nor ts_ist is given.");
        else if (value.Element.ValueKind == JsonValueKind.Number)
        {
            if (value.Element.TryGetInt64(out long unixMs) && unixMs is > 0 and <= MaxUnixMs) return UtcMicros.FromUnixMs(unixMs);
            to.Refuse(value.Because("a time is Unix milliseconds between 1970 and 9999."));
        }
        else if (value.Text is { } text && TryTime(text, out UtcMicros time))
            return time;
        else
            to.Refuse(value.Because("a time is ISO-8601 with its UTC offset."));
        return null;
    }

    private static bool TryTime(string text, out UtcMicros time) => UtcMicros.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out time);
}
