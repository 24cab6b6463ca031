using System.Text.Json;
using System.Text.RegularExpressions;
using MarketMaker.Collectors.Imports.Files;
using MarketMaker.Schemas.Publishing;

namespace MarketMaker.Collectors.Imports.MetaStacker;

/// <summary>The log folders of the MetaStackerBandit trading bot.</summary>
/// <remarks>
/// Two layouts: <c>logs/[TIMEFRAME/]STREAM/date=…/asset=…/STREAM.jsonl.gz</c> (flat lines with a run_id) and
/// <c>logs/[GROUP/]STREAM/STREAM.jsonl</c> (mostly nested lines without one). The file's name is the stream in both.
/// </remarks>
internal sealed partial class MetaStackerFormat : IForeignFormat
{
    private static readonly Dictionary<string, ForeignStream> Streams = new(StringComparer.Ordinal)
    {
        ["order_intent"] = new("order_intent", OrderIntentMapping.Map),
        ["signals"] = new("signal", SignalMapping.MapSignals),
        ["ensemble"] = new("signal", SignalMapping.MapEnsemble),
        ["ensemble_log"] = new("signal", SignalMapping.MapEnsemble),
        ["costs"] = new("cost", CostMapping.Map) { LogWhen = CostMapping.IsAttribution },
        ["health"] = new("health_snapshot", HealthMapping.MapHealth),
        ["pnl_equity_log"] = new("health_snapshot", HealthMapping.MapEquity),
        ["calibration"] = new("calibration", CalibrationMapping.Map),
        ["calibration_log"] = new("calibration", CalibrationMapping.Map),
        ["execution"] = new("execution", ExecutionMapping.MapNested),
        ["execution_log"] = new("execution", ExecutionMapping.MapFlat),
        ["market_ingest_log"] = new("market_ingest", MarketIngestMapping.Map),
        ["sizing_risk_log"] = new("sizing_risk", static (_, _) => { }),
        ["hyperliquid_fills"] = new("hyperliquid_fill", HyperliquidFillMapping.Map),
        ["repro"] = new(LogMapping.TargetStream, static (_, _) => { }),
        ["feature_log"] = new(LogMapping.TargetStream, static (_, _) => { }),
        ["kpi_scorecard"] = new(LogMapping.TargetStream, static (_, _) => { }),
    };

    /// <inheritdoc/>
    public string Name => "metastacker";

    /// <inheritdoc/>
    public string? StreamOf(string path) => LogFile.IsLineFile(path) ? LogFile.NameOf(path) : null;

    /// <inheritdoc/>
    public bool Has(string stream) => Streams.ContainsKey(stream);

    /// <summary>
    /// The part of the path from its last <c>logs</c> folder on, with the time frame's folder (<c>5m</c>, <c>24h</c>) before it
    /// where there is one; without such a folder, the path below the root.
    /// </summary>
    /// <remarks>The same whether the bot's folder, one time frame's or <c>logs</c> itself was named, and wherever it was copied to.</remarks>
    public string SourcePathOf(string root, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string[] parts = path.Split(Path.DirectorySeparatorChar);
        int logs = Array.LastIndexOf(parts, "logs", parts.Length - 2);
        if (logs < 0) return Path.GetRelativePath(root, path).Replace('\\', '/');
        bool hasTimeFrame = logs > 0 && TimeFrame().IsMatch(parts[logs - 1]);
        return string.Join('/', parts[(hasTimeFrame ? logs - 1 : logs)..]);
    }

    /// <inheritdoc/>
    public MappedLine Map(ForeignLine line)
    {
        if (!Streams.TryGetValue(line.Stream, out ForeignStream? stream))
            return MappedLine.Refused(null, null, $"Stream '{line.Stream}' is none of this bot's: {string.Join(", ", Streams.Keys)}.");
        using JsonDocument? document = ForeignText.Parse(line.Bytes, out string? refusal);
        if (document is null) return MappedLine.Refused(stream.Target, null, refusal!);

        var fields = new ForeignFields(document.RootElement);
        bool isLog = stream.Target == LogMapping.TargetStream || stream.LogWhen?.Invoke(fields) == true;
        string target = isLog ? LogMapping.TargetStream : stream.Target;
        var row = new EventRow(Catalogue.Get(target));
        EnvelopeMapping.Map(line, fields, row);
        if (isLog) LogMapping.Map(line.Stream, row);
        else stream.Map(fields, row);
        if (row.Refusal is not null) return MappedLine.Refused(target, row.EventTime, row.Refusal);
        foreach (JsonProperty rest in fields.Rest()) row.Keep(rest.Name, rest.Value);
        return MappedLine.Of(target, row.EventTime, row.ToLine());
    }

    [GeneratedRegex("^[0-9]+[smhdw]$")]
    private static partial Regex TimeFrame();

    /// <summary>Where a foreign stream goes and how.</summary>
    private sealed record ForeignStream(string Target, Action<ForeignFields, EventRow> Map)
    {
        /// <summary>Which of its lines are log lines instead.</summary>
        public Func<ForeignFields, bool>? LogWhen { get; init; }
    }
}
