using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MarketMaker.Lake.Tables;

namespace MarketMaker.Collectors.JournalCollector;

/// <summary>What one run of the collector did.</summary>
internal sealed class FollowReport
{
    private readonly SortedDictionary<string, LineCounts> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _tornTails = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _alarms = new(StringComparer.Ordinal);
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);

    /// <summary>Lines published by this run, per stream.</summary>
    public IReadOnlyDictionary<string, LineCounts> Streams => _streams;

    public LineCounts Total => _streams.Values.Aggregate(default(LineCounts), (sum, c) => sum + c);

    /// <summary>Bytes after the last newline of files whose writer is gone.</summary>
    public long TornTailBytes => _tornTails.Values.Sum();

    /// <summary>What a person must look at.</summary>
    public IReadOnlyCollection<string> Alarms => _alarms;

    public void Seen(string fileUuid) => _files.Add(fileUuid);

    public void Add(string stream, LineCounts counts) => _streams[stream] = _streams.GetValueOrDefault(stream) + counts;

    public void TornTail(string file, long bytes) => _tornTails[file] = bytes;

    /// <returns>False when it was known.</returns>
    public bool Alarm(string text) => _alarms.Add(text);

    /// <summary>One JSON object on one line.</summary>
    public string ToJson()
    {
        static JsonObject Counts(LineCounts c) => new()
        {
            ["lines"] = c.Lines, ["rows"] = c.Rows, ["duplicates"] = c.Duplicates, ["quarantined"] = c.Quarantined,
            ["conflicting"] = c.Conflicting, ["extra_fields"] = c.ExtraFields,
        };
        var streams = new JsonObject();
        foreach ((string stream, LineCounts counts) in _streams) streams[stream] = Counts(counts);
        JsonObject report = Counts(Total);
        report["files"] = _files.Count;
        report["torn_tail_bytes"] = TornTailBytes;
        report["streams"] = streams;
        report["alarms"] = new JsonArray([.. _alarms.Select(a => (JsonNode)a)]);
        return report.ToJsonString();
    }

    /// <summary>A table for people.</summary>
    public string ToText()
    {
        if (_streams.Count == 0) return Suffix(new StringBuilder("Nothing new in the journal.\n"));
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{"stream",-20}{"lines",12}{"rows",12}{"duplicates",12}{"quarantined",12}\n");
        foreach ((string stream, LineCounts c) in _streams.Append(new KeyValuePair<string, LineCounts>("all", Total)))
            text.Append(CultureInfo.InvariantCulture, $"{stream,-20}{c.Lines,12:N0}{c.Rows,12:N0}{c.Duplicates,12:N0}{c.Quarantined,12:N0}\n");
        return Suffix(text);
    }

    private string Suffix(StringBuilder text)
    {
        if (TornTailBytes > 0) text.Append(CultureInfo.InvariantCulture, $"{TornTailBytes:N0} bytes after the last newline of files whose writer died: never an event.\n");
        foreach (string alarm in _alarms) text.Append(CultureInfo.InvariantCulture, $"ALARM {alarm}\n");
        return text.ToString();
    }
}
