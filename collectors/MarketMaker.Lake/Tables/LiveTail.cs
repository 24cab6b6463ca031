using System.Text.Json;
using MarketMaker.Lake.Partitions;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Publishing;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Lake.Tables;

/// <summary>The end of a journal file, from the byte up to which the collector has it.</summary>
/// <param name="Stream">Stream of the file's lines.</param>
/// <param name="RunId">Run of the file's lines, as its header says.</param>
/// <param name="From">First byte that may not be in the lake.</param>
/// <param name="StartedAt">Time of the file.</param>
public sealed record TailSpan(string Stream, string FileUuid, string RunId, string Path, long From, UtcMicros StartedAt);

/// <summary>What has been written to the journal and is not in the lake yet: with it, a reader sees an event as soon as its line is whole.</summary>
/// <remarks>
/// Read before the manifests (<see cref="LakeSnapshot"/>): what the collector commits in between is then in both, and is taken out of the
/// tail when its lines are loaded (<see cref="TailRows"/>); read after them, it would be in neither. Needs no DuckDB. Immutable.
/// </remarks>
public sealed class LiveTail
{
    private const int MaxHeaderBytes = 4096;

    private readonly ILookup<string, TailSpan> _spans;

    private LiveTail(IEnumerable<TailSpan> spans, string fingerprint)
    {
        _spans = spans.ToLookup(s => s.Stream, StringComparer.Ordinal);
        Fingerprint = fingerprint;
    }

    /// <summary>Changes whenever the tail does.</summary>
    public string Fingerprint { get; }

    /// <summary>Spans of one stream.</summary>
    public IReadOnlyList<TailSpan> Of(string stream) => [.. _spans[stream]];

    /// <summary>Looks at every journal file.</summary>
    public static LiveTail Read(LakeDirectory lake)
    {
        ArgumentNullException.ThrowIfNull(lake);
        var spans = new List<TailSpan>();
        var fingerprint = new HashCode();
        if (Directory.Exists(lake.Journal))
        {
            foreach (FileInfo file in new DirectoryInfo(lake.Journal).EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(f => f.FullName, StringComparer.Ordinal))
            {
                if (file.Extension is not (JournalFile.OpenExtension or JournalFile.SealedExtension)) continue;
                if (SpanOf(lake, file.FullName) is not var (span, length)) continue; // nothing of it is missing
                spans.Add(span);
                fingerprint.Add(span.FileUuid, StringComparer.Ordinal);
                fingerprint.Add(length);
            }
        }

        return new LiveTail(spans, spans.Count == 0 ? "" : fingerprint.ToHashCode().ToString("x8"));
    }

    private static (TailSpan Span, long Length)? SpanOf(LakeDirectory lake, string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            byte[] start = new byte[(int)Math.Min(file.Length, MaxHeaderBytes)];
            int end = start.AsSpan(0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)).IndexOf((byte)'\n');
            if (end < 0 || JournalFrame.ReadHeader(start.AsMemory(0, end)) is not { } header || Catalogue.Find(header.Stream) is not { IsStream: true }) return null;
            long from = CommittedOf(lake.ProgressOf(header.FileUuid)) ?? end + 1;
            return file.Length > from ? (new TailSpan(header.Stream, header.FileUuid, header.RunId, path, from, header.StartedAt), file.Length) : null;
        }
        catch (FileNotFoundException) when (path.EndsWith(JournalFile.OpenExtension, StringComparison.Ordinal))
        {
            return SpanOf(lake, System.IO.Path.ChangeExtension(path, JournalFile.SealedExtension)); // sealed in this moment
        }
        catch (FileNotFoundException)
        {
            return null; // moved away
        }
    }

    // A sealed file whose every line is in the lake has no tail; null: it was never read.
    private static long? CommittedOf(string progress)
    {
        if (!File.Exists(progress)) return null;
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(progress));
        return document.RootElement.TryGetProperty("sealed_bytes", out JsonElement end) ? end.GetInt64() : document.RootElement.GetProperty("committed").GetInt64();
    }
}
