namespace MarketMaker.Lake.Tables;

/// <summary>What became of lines. Always <c>Lines = Rows + Duplicates + Quarantined</c>.</summary>
/// <param name="Lines">Lines read.</param>
/// <param name="Rows">Rows loaded.</param>
/// <param name="Duplicates">Lines whose event was already there, with the same content.</param>
/// <param name="Quarantined">Lines refused, each with a row in <c>quarantine</c>.</param>
/// <param name="Conflicting">Of the refused: lines whose event was already there with other content. Always a cause for alarm.</param>
/// <param name="ExtraFields">Fields of loaded rows that the schema does not know; they are kept in <c>extra</c>.</param>
public readonly record struct LineCounts(long Lines, long Rows, long Duplicates, long Quarantined, long Conflicting, long ExtraFields)
{
    /// <summary>Adds two counts.</summary>
    public static LineCounts operator +(LineCounts left, LineCounts right) => new(
        left.Lines + right.Lines, left.Rows + right.Rows, left.Duplicates + right.Duplicates, left.Quarantined + right.Quarantined,
        left.Conflicting + right.Conflicting, left.ExtraFields + right.ExtraFields);

    /// <inheritdoc cref="op_Addition"/>
    public static LineCounts Add(LineCounts left, LineCounts right) => left + right;
}

/// <summary>What became of a batch, per stream; lines that show no stream are under <see cref="NoStream"/>.</summary>
public sealed record IngestResult(string BatchId, IReadOnlyDictionary<string, LineCounts> Streams)
{
    /// <summary>Name under which refused lines without a stream are counted.</summary>
    public const string NoStream = "unknown";

    /// <summary>All streams together.</summary>
    public LineCounts Total => Streams.Values.Aggregate(default(LineCounts), (sum, counts) => sum + counts);
}
