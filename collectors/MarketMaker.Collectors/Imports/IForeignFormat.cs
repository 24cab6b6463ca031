namespace MarketMaker.Collectors.Imports;

/// <summary>A kind of log that is not ours: which files belong to it, and what each of their lines is in our streams.</summary>
/// <remarks>Mapping is a pure function of the line and its place, so importing again gives the same bytes.</remarks>
internal interface IForeignFormat
{
    /// <summary>Name on the command line.</summary>
    string Name { get; }

    /// <summary>The foreign stream a file holds, or null when the file is not one of this format's.</summary>
    /// <param name="path">Full path of the file.</param>
    string? StreamOf(string path);

    /// <summary>True when the format has such a stream. Without any file of one, a folder is not this format's, whatever its files are called.</summary>
    bool Has(string stream);

    /// <summary>Path that identifies a file wherever its folder is copied to, with <c>/</c> between its parts.</summary>
    /// <param name="root">Folder the import was asked for; of a single file, the folder it stands in.</param>
    /// <param name="path">Full path of the file.</param>
    string SourcePathOf(string root, string path);

    /// <summary>Maps one line to exactly one line of ours, or refuses it.</summary>
    MappedLine Map(ForeignLine line);
}
