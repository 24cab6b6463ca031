using MarketMaker.Lake.Native;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Lake.Partitions;

/// <summary>One run of a stream in one UTC hour.</summary>
/// <param name="Expected">Last − first seq of the hour + 1; null when the run is not numbered.</param>
public sealed record HourCompleteness(string RunId, UtcMicros Hour, long Received, long? Expected)
{
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
    public IReadOnlyList<HourCompleteness> Hours(string stream, UtcMicros? from, UtcMicros? to)
    {
        string numbered = stream == "quarantine" ? "false" : $"NOT bool_or(starts_with(file_uuid, '{FileSpan.ForeignPrefix}'))";
        string range = string.Join("", new[] { from is { } f ? $" AND ts >= TIMESTAMPTZ '{f}'" : "", to is { } t ? $" AND ts < TIMESTAMPTZ '{t}'" : "" });
        return Read($"SELECT run_id, time_bucket(INTERVAL 1 HOUR, ts) AS hour, count(*), CASE WHEN {numbered} THEN max(seq) - min(seq) + 1 END "
            + $"FROM \"{stream}\" WHERE true{range} GROUP BY run_id, hour ORDER BY run_id, hour",
            row => new HourCompleteness(row.GetString(0), row.GetFieldValue<UtcMicros>(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetInt64(3)));
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

    private List<T> Read<T>(string sql, Func<DuckDBDataReader, T> map)
    {
        using var command = new DuckDBCommand(sql, connection);
        using DuckDBDataReader reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(map(reader));
        return rows;
    }
}
