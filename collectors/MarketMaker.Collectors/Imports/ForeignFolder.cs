namespace MarketMaker.Collectors.Imports;

/// <summary>One line file of a foreign log.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Stream">Foreign stream.</param>
/// <param name="SourcePath">What identifies the file.</param>
internal sealed record ForeignFile(string Path, string Stream, string SourcePath)
{
    /// <summary>One of its lines.</summary>
    public ForeignLine Line(Files.FileLine line) => new(Stream, SourcePath, line.Bytes, line.ByteOffset);
}

/// <summary>The files an import was asked for.</summary>
internal sealed class ForeignFolder
{
    private ForeignFolder(IReadOnlyList<ForeignFile> files, IReadOnlyList<string> skipped) => (Files, Skipped) = (files, skipped);

    /// <summary>Line files, by path: the same order on every machine.</summary>
    public IReadOnlyList<ForeignFile> Files { get; }

    /// <summary>Files that are not the format's.</summary>
    public IReadOnlyList<string> Skipped { get; }

    /// <summary>Lists a folder with all below it, or takes one file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    public static ForeignFolder Open(IForeignFormat format, string path)
    {
        string full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        string[] paths = Directory.Exists(full) ? Directory.GetFiles(full, "*", SearchOption.AllDirectories)
            : File.Exists(full) ? [full]
            : throw new FileNotFoundException($"{path}: there is no such file or folder.", path);
        Array.Sort(paths, StringComparer.Ordinal);
        string root = Directory.Exists(full) ? full : System.IO.Path.GetDirectoryName(full)!;
        var files = new List<ForeignFile>();
        var skipped = new List<string>();
        foreach (string file in paths)
        {
            if (format.StreamOf(file) is { } stream) files.Add(new ForeignFile(file, stream, format.SourcePathOf(root, file)));
            else skipped.Add(file);
        }

        return new ForeignFolder(files, skipped);
    }
}
