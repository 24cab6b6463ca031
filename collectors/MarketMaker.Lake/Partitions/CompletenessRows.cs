using MarketMaker.Lake.Native;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Lake.Partitions;

/// <summary>One run of a stream in one UTC hour.</summary>
/// <param name="First">Smallest seq of the hour's rows.</param>
/// <param name="Last">Largest seq of the hour's rows.</param>
/// <param name="Missing">Seqs between first and last that the run does not have at any time; null when it is not numbered.</param>
/// <remarks>
/// Expected is last − first + 1 without the seqs that are there under another hour: an order's answer may be an hour's last seq and the next
/// hour's first instant. A gap that begins or ends with the hour belongs to none; the run's gaps name it.
/// </remarks>
public sealed record HourCompleteness(string RunId, UtcMicros Hour, long Received, long First, long Last, long? Missing)
{
    /// <summary>Received and missing; null when the run is not numbered.</summary>
    public long? Expected => Received + Missing;

    /// <summary>Received ÷ expected, rounded down to 6 decimals.</summary>
    public decimal? Ratio => Expected is { } expected ? Completeness.RatioOf(Received, expected) : null;
}

/// <summary>Seqs that a bot declared as lost: its queue was full.</summary>
public sealed record DeclaredLoss(string Stream, string RunId, long FromSeq, long ToSeq, string Cause);

/// <summary>Completeness from the rows themselves.</summary>
/// <param name="connection">Session with the snapshot's views (<see cref="LakeSnapshot.CreateViews"/>).</param>
public sealed class CompletenessRows(DuckDBConnection connection)
{
    /// <summary>Every run and UTC hour of a stream.</summary>
    /// <param name="runs">The runs with their exact gaps.</param>
    public IReadOnlyList<HourCompleteness> Hours(StreamCompleteness runs, UtcMicros? from, UtcMicros? to)
    {
        ArgumentNullException.ThrowIfNull(runs);
        Dictionary<string, IReadOnlyList<long[]>?> gaps = runs.Runs.ToDictionary(r => r.RunId, r => r.Gaps, StringComparer.Ordinal);
        string range = string.Join("", new[] { from is { } f ? $" AND ts >= TIMESTAMPTZ '{f}'" : "", to is { } t ? $" AND ts < TIMESTAMPTZ '{t}'" : "" });
        return Read($"SELECT run_id, time_bucket(INTERVAL 1 HOUR, ts) AS hour, count(*), min(seq), max(seq) "
            + $"FROM \"{runs.Stream}\" WHERE true{range} GROUP BY run_id, hour ORDER BY run_id, hour",
            row => (RunId: row.GetString(0), Hour: row.GetFieldValue<UtcMicros>(1), Rows: row.GetInt64(2), First: row.GetInt64(3), Last: row.GetInt64(4)))
            .ConvertAll(h => new HourCompleteness(h.RunId, h.Hour, h.Rows, h.First, h.Last, gaps[h.RunId] is { } missing ? Within(missing, h.First, h.Last) : null));
    }

    /// <summary>Missing seqs of one run between two seqs, exactly: for a run whose manifests cannot list its ranges.</summary>
    public IReadOnlyList<long[]> Gaps(string stream, string runId, long first, long last)
    {
        // Seqs of one island share the difference of number and rank.
        string sql = "SELECT min(seq), max(seq) FROM (SELECT seq, seq - row_number() OVER (ORDER BY seq) AS island "
            + $"FROM \"{stream}\" WHERE run_id = '{runId.Replace("'", "''", StringComparison.Ordinal)}' AND seq BETWEEN {first} AND {last}) GROUP BY island ORDER BY min(seq)";
        return SeqRanges.Holes(Read(sql, row => new[] { row.GetInt64(0), row.GetInt64(1) }), first, last);
    }

    /// <summary>Every declared loss.</summary>
    public IReadOnlyList<DeclaredLoss> Declared() =>
        Read($"SELECT stream, run_id, from_seq, to_seq, cause FROM telemetry_gap ORDER BY ALL",
            row => new DeclaredLoss(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetString(4)));

    /// <summary>Rows per file that they came from.</summary>
    public IReadOnlyDictionary<string, long> RowsByFile(string stream) =>
        Read($"SELECT file_uuid, count(*) FROM \"{stream}\" GROUP BY ALL", row => (File: row.GetString(0), Rows: row.GetInt64(1)))
            .ToDictionary(r => r.File, r => r.Rows, StringComparer.Ordinal);

    private static long Within(IReadOnlyList<long[]> ranges, long first, long last) =>
        ranges.Sum(r => Math.Max(0, Math.Min(r[1], last) - Math.Max(r[0], first) + 1));

    private List<T> Read<T>(string sql, Func<DuckDBDataReader, T> map)
    {
        using var command = new DuckDBCommand(sql, connection);
        using DuckDBDataReader reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(map(reader));
        return rows;
    }
}
