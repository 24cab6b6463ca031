using MarketMaker.Collectors.Imports;
using MarketMaker.Collectors.Imports.Files;
using MarketMaker.Collectors.JournalCollector;
using MarketMaker.Lake.Partitions;
using MarketMaker.Schemas.Events;

namespace MarketMaker.Collectors.Sources;

/// <summary>A source file found again.</summary>
/// <param name="SourcePath">What identifies an imported file; null for a journal.</param>
internal sealed record SourceFile(string FileUuid, string Path, string? SourcePath);

/// <summary>Finds the files that rows came from, by their identity: they may have been renamed, moved within the journal, or compressed.</summary>
/// <param name="logs">Folder to look for imported logs in; null for the current one.</param>
internal sealed class SourceFiles(LakeDirectory lake, string? logs)
{
    private const int MaxHeaderBytes = 64 * 1024;

    private readonly ProgressStore _progress = new(lake);
    private Dictionary<string, string>? _journals;

    /// <summary>The file of that identity.</summary>
    /// <exception cref="FileNotFoundException">It is gone; the message says where it was looked for.</exception>
    public SourceFile Find(string fileUuid)
    {
        if (fileUuid.StartsWith(FileSpan.ForeignPrefix, StringComparison.Ordinal)) return FindImported(fileUuid);
        string? known = _progress.Read(fileUuid)?.Path;
        if (known is not null)
        {
            string path = System.IO.Path.Combine(lake.Data, known);
            foreach (string candidate in (string[])[path, System.IO.Path.ChangeExtension(path, JournalFile.OpenExtension), path + ".gz"])
                if (File.Exists(candidate) && HeaderOf(candidate) == fileUuid) return new SourceFile(fileUuid, candidate, null);
        }

        _journals ??= Journals();
        return _journals.TryGetValue(fileUuid, out string? found) ? new SourceFile(fileUuid, found, null)
            : throw new FileNotFoundException($"The file {fileUuid} is gone: it is neither at '{known ?? "an unknown place"}' nor anywhere below '{lake.Journal}', also not as .gz.");
    }

    /// <summary>The line that begins at a byte, without its newline.</summary>
    /// <exception cref="InvalidDataException">The file ends before it, or the line is longer than any that is loaded.</exception>
    public static byte[] ReadLine(SourceFile file, long byteOffset)
    {
        using LogFile open = LogFile.Open(file.Path);
        Skip(open.Bytes, byteOffset, file);
        using var line = new MemoryStream();
        byte[] buffer = new byte[64 * 1024];
        while (line.Length <= SpanReader.MaxLineBytes)
        {
            int read = open.Bytes.Read(buffer);
            int newline = buffer.AsSpan(0, read).IndexOf((byte)'\n');
            line.Write(buffer, 0, newline < 0 ? read : newline);
            if (newline < 0 && read > 0) continue;
            return line.Length > 0 || newline >= 0 ? line.ToArray() : throw new InvalidDataException($"'{file.Path}' ends before byte {byteOffset}.");
        }

        throw new InvalidDataException($"'{file.Path}': the line at byte {byteOffset} is longer than {SpanReader.MaxLineBytes} bytes.");
    }

    private static void Skip(Stream bytes, long count, SourceFile file)
    {
        if (bytes.CanSeek)
        {
            bytes.Position = count;
            return;
        }

        byte[] buffer = new byte[64 * 1024];
        for (long left = count; left > 0;)
        {
            int read = bytes.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0) throw new InvalidDataException($"'{file.Path}' ends before byte {count}.");
            left -= read;
        }
    }

    private SourceFile FindImported(string fileUuid)
    {
        ImportCheckpoint checkpoint = new CheckpointStore(lake).All.FirstOrDefault(c => c.FileUuid == fileUuid)
            ?? throw new FileNotFoundException($"The imported file {fileUuid} is not known any more: it was replaced by a later import, or the line was the unfinished last one of its file.");
        string root = System.IO.Path.GetFullPath(logs ?? ".");
        string ending = checkpoint.SourcePath.Replace('\\', '/');
        if (Directory.Exists(root))
        {
            foreach (string path in Directory.EnumerateFiles(root, System.IO.Path.GetFileName(ending), SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                if (path.Replace('\\', '/').EndsWith("/" + ending.TrimStart('/'), StringComparison.Ordinal)) return new SourceFile(fileUuid, path, checkpoint.SourcePath);
        }

        throw new FileNotFoundException($"The imported file '{checkpoint.SourcePath}' was not found below '{root}': name the folder that holds it with --logs.");
    }

    private Dictionary<string, string> Journals()
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!Directory.Exists(lake.Journal)) return found;
        foreach (string path in Directory.EnumerateFiles(lake.Journal, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            if ((path.EndsWith(JournalFile.OpenExtension, StringComparison.Ordinal) || LogFile.IsLineFile(path)) && HeaderOf(path) is { } fileUuid) found.TryAdd(fileUuid, path);
        return found;
    }

    private static string? HeaderOf(string path)
    {
        using LogFile open = LogFile.Open(path);
        byte[] start = new byte[MaxHeaderBytes];
        int length = open.Bytes.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        int end = start.AsSpan(0, length).IndexOf((byte)'\n');
        return end < 0 ? null : JournalFrame.ReadHeader(start.AsMemory(0, end))?.FileUuid;
    }
}
