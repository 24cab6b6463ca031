namespace MarketMaker.Bot.Journal;

/// <summary>The calls by which the journal reaches the disk: few, so that a test can make each of them fail.</summary>
internal interface IJournalDisk
{
    /// <summary>Creates a file that must not exist yet, and its folder when that is gone.</summary>
    IJournalBytes Create(string path);

    /// <summary>Bytes of a file; null when there is none of this name.</summary>
    long? LengthOf(string path);

    /// <summary>Renames; an existing target is never replaced.</summary>
    void Move(string from, string to);

    void Delete(string path);
}

/// <summary>An open file. It can be read and written for as long as it is open, even when its name is gone.</summary>
internal interface IJournalBytes : IDisposable
{
    long Length { get; }

    /// <summary>Writes all bytes; when it throws, <see cref="Length"/> says how many arrived.</summary>
    void Write(ReadOnlySpan<byte> bytes, long at);

    /// <summary>Reads up to the span's length; 0 at the end.</summary>
    int Read(Span<byte> bytes, long at);

    /// <summary>Returns when everything written has reached the device.</summary>
    void Sync();
}
