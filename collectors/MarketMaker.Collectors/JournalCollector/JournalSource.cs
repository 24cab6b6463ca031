using System.Security.Cryptography;
using MarketMaker.Lake.Tables;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Publishing;

namespace MarketMaker.Collectors.JournalCollector;

/// <summary>One journal file: its identity and its bytes. The path may change (sealing renames it), the identity does not.</summary>
internal sealed class JournalSource
{
    private const int MaxHeaderBytes = 64 * 1024;
    private const int TailBytes = 64 * 1024;

    private JournalSource(string path, JournalHeader header, long headerEnd, string headerSha256)
    {
        Path = path;
        Header = header;
        HeaderEnd = headerEnd;
        HeaderSha256 = headerSha256;
    }

    public string Path { get; }

    public JournalHeader Header { get; }

    /// <summary>First byte after the header line.</summary>
    public long HeaderEnd { get; }

    public string HeaderSha256 { get; }

    /// <summary>Opens a file for reading beside its writer.</summary>
    public static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.SequentialScan);

    /// <summary>Reads a file's header. Null with no alarm while the header line is not complete.</summary>
    public static JournalSource? TryIdentify(string path, out string? alarm)
    {
        alarm = null;
        using FileStream file = Open(path);
        byte[] start = new byte[(int)Math.Min(MaxHeaderBytes, file.Length)];
        int length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        int end = start.AsSpan(0, length).IndexOf((byte)'\n');
        if (end < 0)
        {
            if (length >= MaxHeaderBytes) alarm = "the first line is longer than a header can be";
            return null;
        }

        if (JournalFrame.ReadHeader(start.AsMemory(0, end)) is not { } header) alarm = "the first line is not a file header";
        else if (!IsName(header.FileUuid)) alarm = "the header's file_uuid is not a name of letters, digits and . _ : -";
        else if (Catalogue.Find(header.Stream) is not { IsStream: true }) alarm = $"the header names the stream '{header.Stream}', which the catalogue does not have";
        else return new JournalSource(path, header, end + 1, Convert.ToHexStringLower(SHA256.HashData(start.AsSpan(0, end + 1))));
        return null;
    }

    /// <summary>SHA-256 of the file's first bytes, lower-case hex.</summary>
    public string Sha256OfFirst(long bytes)
    {
        using FileStream file = Open(Path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 20];
        while (bytes > 0)
        {
            int read = file.Read(buffer, 0, (int)Math.Min(buffer.Length, bytes));
            if (read == 0) break;
            hash.AppendData(buffer, 0, read);
            bytes -= read;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>SHA-256 of the last 64 KiB, or fewer, before a byte; lower-case hex. Null when the file ends before it.</summary>
    public string? Sha256BeforeByte(long at)
    {
        using FileStream file = Open(Path);
        if (file.Length < at) return null;
        byte[] tail = new byte[(int)Math.Min(at, TailBytes)];
        file.Position = at - tail.Length;
        file.ReadExactly(tail);
        return Convert.ToHexStringLower(SHA256.HashData(tail));
    }

    /// <summary>The span as the lake wants it named.</summary>
    public SourceSpan Span(FileProgress progress, long from, long to) => new(progress.SourceUuid(), progress.Path, from, to, Header.StartedAt);

    private static bool IsName(string text) =>
        text.Length is > 0 and <= 128 && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '-');
}
