using System.Buffers;

namespace MarketMaker.Bot.Journal;

/// <summary>Copies a file whose name is gone: its bytes can be read for as long as it is open.</summary>
internal static class FileRescue
{
    /// <summary>What a copy is called until it is whole. One that a killed process left is a journal file like any abandoned one.</summary>
    public const string PartExtension = ".part";

    private const int ChunkBytes = 1 << 18;

    /// <summary>Copies the first bytes under a temporary name and publishes the copy as <paramref name="path"/>; the open copy.</summary>
    /// <exception cref="IOException">It cannot be written now; nothing is left of the attempt.</exception>
    public static IJournalBytes Copy(IJournalDisk disk, IJournalBytes source, long length, string path)
    {
        string part = Path.ChangeExtension(path, PartExtension);
        if (disk.LengthOf(part) is not null) disk.Delete(part); // an attempt's that could not be removed
        IJournalBytes copy = disk.Create(part);
        try
        {
            Append(source, length, copy);
            disk.Move(part, path);
            return copy;
        }
        catch
        {
            copy.Dispose();
            disk.Delete(part);
            throw;
        }
    }

    private static void Append(IJournalBytes source, long length, IJournalBytes copy)
    {
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            for (long at = 0; at < length;)
            {
                int read = source.Read(chunk.AsSpan(0, (int)Math.Min(ChunkBytes, length - at)), at);
                if (read == 0) throw new EndOfStreamException("A journal file became shorter while it was copied.");
                copy.Write(chunk.AsSpan(0, read), at);
                at += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }
}
