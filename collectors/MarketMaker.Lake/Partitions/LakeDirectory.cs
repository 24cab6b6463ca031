using System.Globalization;

namespace MarketMaker.Lake.Partitions;

/// <summary>Where things stand in a data directory: the layout that every process of the house shares.</summary>
/// <remarks>Names only; nothing is created until something is written.</remarks>
/// <param name="dataDirectory">The directory given as <c>--data</c>.</param>
public sealed class LakeDirectory(string dataDirectory)
{
    private const string DatePrefix = "date=";

    /// <summary>Absolute path of the data directory.</summary>
    public string Data { get; } = Path.GetFullPath(dataDirectory);

    /// <summary>Journal files of bot runs and of the pipeline's own processes.</summary>
    public string Journal => Path.Combine(Data, "journal");

    /// <summary>The lake itself.</summary>
    public string Lake => Path.Combine(Data, "lake");

    /// <summary>What the collector has read of each source file.</summary>
    public string Progress => Path.Combine(Lake, "progress");

    /// <summary>Files of the collector's own that nobody else reads and that may be deleted while none runs.</summary>
    public string Staging => Path.Combine(Lake, "staging");

    /// <summary>Where merged files are made before they are placed; its owner may delete what is in it.</summary>
    public string CompactionWork => Path.Combine(Lake, "compaction");

    /// <summary>Human logs.</summary>
    public string Logs => Path.Combine(Data, "logs");

    /// <summary>Lock file of a role, held while the role runs.</summary>
    public string RoleLock(string role) => Path.Combine(Data, "locks", role + ".lock");

    /// <summary>Progress of one source file.</summary>
    public string ProgressOf(string fileUuid) => Path.Combine(Progress, fileUuid + ".json");

    /// <summary>Directory of a stream's or derived table's partitions.</summary>
    public string Table(string table, bool isStream) => Path.Combine(Lake, isStream ? "hot" : "derived", table);

    /// <summary>Directory of one partition.</summary>
    public string Partition(string table, bool isStream, DateOnly date) =>
        Path.Combine(Table(table, isStream), DatePrefix + date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>The truth about one partition.</summary>
    public string Manifest(string table, bool isStream, DateOnly date) => Path.Combine(Partition(table, isStream, date), "manifest.json");

    /// <summary>Lock that serialises the publishers of one table.</summary>
    public string TableLock(string table, bool isStream) => Path.Combine(Table(table, isStream), ".lock");

    /// <summary>Dates that have a partition directory, in order.</summary>
    public IReadOnlyList<DateOnly> Dates(string table, bool isStream)
    {
        string directory = Table(table, isStream);
        if (!Directory.Exists(directory)) return [];
        var dates = new List<DateOnly>();
        foreach (string path in Directory.EnumerateDirectories(directory, DatePrefix + "*"))
            if (DateOnly.TryParseExact(Path.GetFileName(path.AsSpan())[DatePrefix.Length..], "yyyy-MM-dd", out DateOnly date)) dates.Add(date);
        dates.Sort();
        return dates;
    }
}
