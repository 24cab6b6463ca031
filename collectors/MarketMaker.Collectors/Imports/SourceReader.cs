using System.Security.Cryptography;
using System.Text;
using MarketMaker.Collectors.Imports.Files;
using MarketMaker.Lake.Partitions;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Collectors.Imports;

/// <summary>Consecutive new lines of one source file.</summary>
/// <param name="Checkpoint">What is to be recorded once they are in the lake; null for an unfinished last line, which is read again.</param>
internal sealed record SourcePart(
    string FileUuid, long From, long To, UtcMicros StartedAt, IReadOnlyList<(FileLine Line, MappedLine Mapped)> Lines, ImportCheckpoint? Checkpoint);

/// <summary>Reads the lines of a source file that have not been imported yet.</summary>
/// <param name="now">Time of the import: a line that claims a later time is not believed.</param>
internal sealed class SourceReader(IForeignFormat format, ForeignFile file, ImportCheckpoint? checkpoint, UtcMicros now)
{
    /// <summary>Most lines of a part: bounds what is in memory.</summary>
    public const int MaxLines = 20_000;

    /// <summary>Lines before the place where reading went on: imported before.</summary>
    public long KnownLines { get; private set; }

    /// <summary>1 when the file ends within a line that its writer will go on with, which is left for the next import; else 0.</summary>
    public int Unfinished { get; private set; }

    /// <summary>What could not be read, once the parts have been.</summary>
    public LogDamage? Damage { get; private set; }

    /// <summary>The new lines, in parts. A last line without newline is a part of its own: the file may be still growing.</summary>
    public IEnumerable<SourcePart> Parts()
    {
        ImportCheckpoint? known = checkpoint is not null && PrefixHash(checkpoint.To) == checkpoint.Sha256 ? checkpoint : null;
        using LogFile open = LogFile.Open(file.Path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long from = known?.ResumeAt ?? 0;
        long to = from;
        string? fileUuid = known?.FileUuid;
        UtcMicros? startedAt = known?.StartedAt;
        FileLine? unfinished = null;
        var lines = new List<(FileLine, MappedLine Mapped)>();

        SourcePart Part()
        {
            string sha256 = Convert.ToHexStringLower(hash.GetCurrentHash());
            fileUuid ??= UuidOf(file.SourcePath, sha256);
            startedAt ??= TimeOf(lines.Select(l => l.Mapped));
            var part = new SourcePart(fileUuid, from, to, startedAt.Value, [.. lines],
                new ImportCheckpoint(file.SourcePath, fileUuid, startedAt.Value.Value, from, to, sha256, IsDone: true));
            from = to;
            lines.Clear();
            return part;
        }

        foreach (FileLine line in LineReader.Read(open.Bytes))
        {
            if (!line.IsWhole)
            {
                unfinished = line;
                break;
            }

            hash.AppendData(line.Stored.Span);
            if (line.End <= from)
            {
                KnownLines++;
                continue;
            }

            to = line.End;
            lines.Add((line, format.Map(file.Line(line))));
            if (lines.Count == MaxLines) yield return Part();
        }

        if (lines.Count > 0) yield return Part();
        if (unfinished is { } last)
        {
            // A whole object that lacks its newline is complete: nothing can follow it that would make it another line.
            if (open.MayGrow && !ForeignText.IsObject(last.Bytes)) Unfinished = 1;
            else yield return LastPart(last, startedAt);
        }

        Damage = open.Damage;
    }

    // Its identity is its content, not its place alone: it may be longer the next time.
    private SourcePart LastPart(FileLine line, UtcMicros? startedAt)
    {
        MappedLine mapped = format.Map(file.Line(line));
        if (mapped.Refusal is not null) mapped = mapped with { Refusal = mapped.Refusal + " (The file ends within this line.)" };
        string uuid = UuidOf(file.SourcePath, Convert.ToHexStringLower(SHA256.HashData(line.Stored.Span)));
        return new SourcePart(uuid, line.ByteOffset, line.End, startedAt ?? TimeOf([mapped]), [(line, mapped)], null);
    }

    // The first time that the lines show, so that it is the same for every copy; only a file without any has its date of change.
    private UtcMicros TimeOf(IEnumerable<MappedLine> lines) => lines.Select(l => l.Time).FirstOrDefault(t => t <= now)
        ?? new UtcMicros(Math.Clamp(UtcMicros.From(File.GetLastWriteTimeUtc(file.Path)).Value, 0, now.Value));

    private string? PrefixHash(long length)
    {
        using LogFile open = LogFile.Open(file.Path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[64 * 1024];
        while (length > 0)
        {
            int count = open.Bytes.Read(buffer, 0, (int)Math.Min(buffer.Length, length));
            if (count == 0) return null;
            hash.AppendData(buffer, 0, count);
            length -= count;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string UuidOf(string sourcePath, string sha256) =>
        FileSpan.ForeignPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{sourcePath}\n{sha256}")))[..32];
}
