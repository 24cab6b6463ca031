using System.Security.Cryptography;
using System.Text;
using MarketMaker.Lake.Native;
using MarketMaker.Schemas.Publishing;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Lake.Partitions;

/// <summary>What the lake holds at one moment: every manifest read once. Immutable, so all views of one session agree.</summary>
/// <remarks>Reading it needs no DuckDB; <see cref="CreateViews"/> does.</remarks>
public sealed class LakeSnapshot
{
    private readonly LakeDirectory _lake;
    private readonly Dictionary<string, IReadOnlyList<PartitionManifest>> _partitions;

    private LakeSnapshot(LakeDirectory lake, Dictionary<string, IReadOnlyList<PartitionManifest>> partitions)
    {
        _lake = lake;
        _partitions = partitions;
    }

    /// <summary>Reads the manifests of every stream and derived table of the catalogue.</summary>
    /// <param name="store">Kept by the caller to spare parsing unchanged manifests again.</param>
    public static LakeSnapshot Read(ManifestStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return new LakeSnapshot(store.Lake, Catalogue.Tables.ToDictionary(t => t.Name, t => store.ReadAll(t.Name, t.IsStream), StringComparer.Ordinal));
    }

    /// <inheritdoc cref="Read(ManifestStore)"/>
    public static LakeSnapshot Read(LakeDirectory lake) => Read(new ManifestStore(lake));

    /// <summary>Partitions of a table, by date.</summary>
    /// <exception cref="KeyNotFoundException">There is no such table.</exception>
    public IReadOnlyList<PartitionManifest> Partitions(string table) => _partitions[Catalogue.Get(table).Name];

    /// <summary>Rows of a table.</summary>
    public long Rows(string table) => Partitions(table).Sum(p => p.Rows);

    /// <summary>Time of the last event of a table; null when it is empty or has no <c>ts</c>.</summary>
    public UtcMicros? DataThrough(string table) => Files(table, null, null).Select(f => f.MaxTs).Max();

    /// <summary>Time of the first event of a table.</summary>
    public UtcMicros? DataFrom(string table) => Files(table, null, null).Select(f => f.MinTs).Min();

    /// <summary>Files that may hold rows with <paramref name="from"/> ≤ ts &lt; <paramref name="to"/> (null: unbounded), by date and name.</summary>
    public IEnumerable<PartitionFile> Files(string table, UtcMicros? from, UtcMicros? to) =>
        Partitions(table).SelectMany(p => p.Files).Where(f => !(f.MaxTs < from) && !(f.MinTs >= to));

    /// <summary>Hash of what the tables say in a time range: the input hash of a job that reads them. Whole files are hashed, so it may change more often than the rows.</summary>
    public string InputHash(IEnumerable<string> tables, UtcMicros? from = null, UtcMicros? to = null)
    {
        ArgumentNullException.ThrowIfNull(tables);
        string text = string.Join('\n', tables.Order(StringComparer.Ordinal)
            .Select(t => $"{t} {ContentHash.OfSchema(Catalogue.Get(t))} {ContentHash.Sum(Files(t, from, to).Select(f => f.ContentHash))}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The <c>CREATE VIEW</c> of one table over the files of a time range.</summary>
    public string ViewSql(string table, UtcMicros? from = null, UtcMicros? to = null) =>
        LakeViews.Create(Catalogue.Get(table), [.. Files(table, from, to).Select(f => (PathOf(f), f.SchemaHash))]);

    /// <summary>Makes a view of every stream and derived table, or of those named, in a session.</summary>
    public void CreateViews(DuckDBConnection connection, IEnumerable<string>? tables = null, UtcMicros? from = null, UtcMicros? to = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        foreach (string table in tables ?? Catalogue.Tables.Select(t => t.Name)) connection.Execute(ViewSql(table, from, to));
    }

    /// <summary>Files of a stream that hold events of these runs.</summary>
    public IReadOnlyList<StoredFile> FilesOfRuns(string stream, IEnumerable<string> runIds)
    {
        HashSet<string> wanted = new(runIds, StringComparer.Ordinal);
        return [.. Files(stream, null, null).Where(f => f.Runs.Any(r => wanted.Contains(r.RunId))).Select(f => new StoredFile(PathOf(f), f.SchemaHash, f.Runs))];
    }

    /// <summary>Absolute path of a hot file.</summary>
    /// <exception cref="NotSupportedException">The file is in a tier that this reader does not reach.</exception>
    public string PathOf(PartitionFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Tier == "hot"
            ? Path.Combine(_lake.Lake, file.Location)
            : throw new NotSupportedException($"'{file.Name}' is in the {file.Tier} tier, which is read through a cache that this process does not have.");
    }
}
