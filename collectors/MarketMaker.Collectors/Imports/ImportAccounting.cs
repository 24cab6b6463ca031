namespace MarketMaker.Collectors.Imports;

/// <summary>What became of the lines of one foreign stream: <c>lines read = rows loaded + duplicates + quarantined</c>.</summary>
internal sealed class StreamAccount(string stream)
{
    public string Stream => stream;

    public long LinesRead { get; set; }

    public long RowsLoaded { get; set; }

    /// <summary>Lines already known: the same line of the same file, earlier in it or in an earlier import.</summary>
    public long Duplicates { get; set; }

    public long Quarantined { get; set; }

    /// <summary>Last lines that their writer has not finished: not lines yet, and read when they are whole.</summary>
    public long Unfinished { get; set; }

    /// <summary>True when every line is accounted for.</summary>
    public bool IsBalanced => LinesRead == RowsLoaded + Duplicates + Quarantined;

    public void Add(StreamAccount other)
    {
        ArgumentNullException.ThrowIfNull(other);
        LinesRead += other.LinesRead;
        RowsLoaded += other.RowsLoaded;
        Duplicates += other.Duplicates;
        Quarantined += other.Quarantined;
        Unfinished += other.Unfinished;
    }
}

/// <summary>The account of one import.</summary>
internal sealed class ImportAccounting
{
    // Real logs have some bad lines; a log of something else has hardly a good one.
    private const double LargestRefusedRatio = 0.9;

    private readonly SortedDictionary<string, StreamAccount> _streams = new(StringComparer.Ordinal);

    /// <summary>Per foreign stream, by name.</summary>
    public IReadOnlyCollection<StreamAccount> Streams => _streams.Values;

    /// <summary>Files that could not be read to their end.</summary>
    public List<Files.LogDamage> Damages { get; } = [];

    /// <summary>Files that are not logs of the format, left alone.</summary>
    public List<string> SkippedFiles { get; } = [];

    /// <summary>Files read.</summary>
    public int FileCount { get; set; }

    /// <summary>The account of one stream.</summary>
    public StreamAccount Of(string stream)
    {
        if (!_streams.TryGetValue(stream, out StreamAccount? account)) _streams.Add(stream, account = new StreamAccount(stream));
        return account;
    }

    /// <summary>True when nearly every new line was refused: the files are named like the format's and hold something else.</summary>
    public bool IsSomethingElse()
    {
        StreamAccount total = Total();
        return total.Quarantined > LargestRefusedRatio * (total.RowsLoaded + total.Quarantined);
    }

    /// <summary>All streams together.</summary>
    public StreamAccount Total()
    {
        var total = new StreamAccount("total");
        foreach (StreamAccount account in Streams) total.Add(account);
        return total;
    }
}
