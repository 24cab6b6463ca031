using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MarketMaker.Lake.Native;
using MarketMaker.Schemas.Publishing;

namespace MarketMaker.Lake.Partitions;

/// <summary>How to compact.</summary>
public sealed record CompactionOptions
{
    /// <summary>Fewer small files than this are left alone; at least 2.</summary>
    public int MinFiles { get; init; } = 8;

    /// <summary>Merge all files of a partition whatever their sizes; a single one is rewritten when it is a batch's or of an older schema.</summary>
    public bool IsWhole { get; init; }

    /// <summary>What DuckDB may hold in memory, megabytes; the rest of a sort is spilled to disk. The process needs about 150 MB more.</summary>
    public int MemoryMb { get; init; } = 320;
}

/// <summary>One merge.</summary>
public sealed record CompactionResult(string Stream, DateOnly Date, int FilesBefore, long Rows, long BytesBefore, long BytesAfter);

/// <summary>Instants between which a process may die.</summary>
internal enum CompactionStep
{
    /// <summary>The merged file is proven and durable, outside of the partition.</summary>
    Merged,

    /// <summary>It stands in the partition; no manifest lists it.</summary>
    Placed,

    /// <summary>The manifest lists it instead of its inputs, which are still there.</summary>
    Published,
}

/// <summary>Merges the small files of a stream's partition into one, in the order of <c>ts, run_id, seq</c>.</summary>
/// <remarks>
/// The rows are proven the same, by count and content hash, before the manifest changes. Replaced files stay for readers in flight
/// until <see cref="PartitionSweep"/> takes them. The merge itself runs without the table's lock, which is held for the exchange only.
/// Killed at any instant, it is simply run again. The caller holds the collector's role lock: one compaction at a time.
/// </remarks>
/// <param name="unconfirmed">Spans whose batch may be ingested again because it is not known to have been published. Files that hold any of
/// them are left alone, so that the batch replaces its own file. Asked after the manifest was read: a batch is recorded before it is published.</param>
public sealed class Compaction(ManifestStore manifests, TimeProvider clock, Func<IReadOnlyList<FileSpan>> unconfirmed)
{
    private readonly PartitionSweep _sweep = new(manifests, clock);

    /// <summary>Called after each step; a test dies here.</summary>
    internal Action<CompactionStep>? OnStep { get; init; }

    /// <summary>Merges what is worth merging in one partition.</summary>
    /// <returns>Null when there was nothing to do, or a file was replaced meanwhile.</returns>
    /// <exception cref="InvalidDataException">An input is damaged or the rows would not be the same: the partition stays as it is.</exception>
    public CompactionResult? Compact(string stream, DateOnly date, CompactionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        TableSchema table = Catalogue.Get(stream);
        if (!table.IsStream) throw new ArgumentException($"'{stream}' is not a stream: its partitions are single files.", nameof(stream));
        IReadOnlyList<PartitionFile> inputs = Choose(table, date, options);
        if (inputs.Count == 0) return null;

        PartitionFile merged = Merge(table, date, inputs, options);
        OnStep?.Invoke(CompactionStep.Merged);
        using (FileLock held = manifests.LockTable(stream, isStream: true))
        {
            PartitionManifest? current = manifests.Read(stream, isStream: true, date);
            HashSet<string> replaced = [.. inputs.Select(f => f.Sha256)];
            if (current is null || current.Files.Count(f => replaced.Contains(f.Sha256)) != inputs.Count) return null;
            DurableFile.Rename(WorkPath(merged.Name), Path.Combine(manifests.Lake.Lake, merged.Location));
            OnStep?.Invoke(CompactionStep.Placed);
            _sweep.Retire(inputs);
            manifests.Write(current with { Files = [.. current.Files.Where(f => !replaced.Contains(f.Sha256)), merged] }, isStream: true);
        }

        OnStep?.Invoke(CompactionStep.Published);
        return new CompactionResult(stream, date, inputs.Count, merged.Rows, inputs.Sum(f => f.Bytes), merged.Bytes);
    }

    private IReadOnlyList<PartitionFile> Choose(TableSchema table, DateOnly date, CompactionOptions options)
    {
        PartitionManifest? manifest = manifests.Read(table.Name, isStream: true, date);
        if (manifest is null || manifest.Files.Count == 0) return [];
        IReadOnlyList<FileSpan> open = unconfirmed();
        PartitionFile[] files = [.. manifest.Files.Where(f => f.Tier == "hot" && !f.Sources.Any(s => open.Any(s.Overlaps)))];
        return options.IsWhole ? CompactionPlan.ChooseAll(files, ContentHash.OfSchema(table)) : CompactionPlan.Choose(files, options.MinFiles);
    }

    private PartitionFile Merge(TableSchema table, DateOnly date, IReadOnlyList<PartitionFile> inputs, CompactionOptions options)
    {
        string work = manifests.Lake.CompactionWork;
        if (Directory.Exists(work)) Directory.Delete(work, recursive: true); // left by a process that died
        Directory.CreateDirectory(work);
        foreach (PartitionFile input in inputs) Verify(input);
        using DuckDBConnection connection = Open(options);
        string rows = $"({LakeViews.Select(table, [.. inputs.Select(f => (Path.Combine(manifests.Lake.Lake, f.Location), f.SchemaHash))])})";
        string name = NameOf(table, inputs);
        string temporary = DurableFile.TemporaryFor(WorkPath(name));
        ParquetOutput.Copy(connection, table, rows, "ts, run_id, seq", temporary, ParquetOutput.Dense);

        // The inputs are asked, not their manifest: an older schema or engine hashes the same rows otherwise.
        FileContent before = ParquetOutput.Content(connection, table, rows);
        FileContent after = ParquetOutput.Describe(connection, table, temporary);
        if (before != after || after.Rows != inputs.Sum(f => f.Rows))
            throw new InvalidDataException($"{table.Name} of {date:yyyy-MM-dd}: {inputs.Sum(f => f.Rows)} rows in {inputs.Count} files became {after}, expected {before}. Nothing was changed.");
        string path = Path.Combine(manifests.Lake.Partition(table.Name, isStream: true, date), name);
        return ParquetOutput.Describe(manifests.Lake, table, path, after, DurableFile.Publish(temporary, WorkPath(name))) with
        {
            Sources = MergedLineage.Sources(inputs), Runs = MergedLineage.Runs(inputs),
        };
    }

    private void Verify(PartitionFile input)
    {
        using FileStream file = File.OpenRead(Path.Combine(manifests.Lake.Lake, input.Location));
        if (Convert.ToHexStringLower(SHA256.HashData(file)) != input.Sha256)
            throw new InvalidDataException($"'{input.Location}' is not what was published: its SHA-256 has changed. Restore it from a copy.");
    }

    private DuckDBConnection Open(CompactionOptions options)
    {
        string spill = Path.Combine(manifests.Lake.CompactionWork, "spill");
        // One thread: every further one holds row groups of its own.
        var connection = new DuckDBConnection(string.Create(CultureInfo.InvariantCulture, $"Data Source=:memory:;memory_limit={options.MemoryMb}MB;threads=1;temp_directory={spill}"));
        connection.Open();
        return connection;
    }

    private string WorkPath(string name) => Path.Combine(manifests.Lake.CompactionWork, name);

    // Made of its inputs: the same merge, done again after a crash, replaces what the crash left.
    private static string NameOf(TableSchema table, IReadOnlyList<PartitionFile> inputs)
    {
        string text = string.Join('\n', inputs.Select(f => f.Sha256).Order(StringComparer.Ordinal).Prepend($"compacted {ContentHash.OfSchema(table)}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))) + ".parquet";
    }
}
