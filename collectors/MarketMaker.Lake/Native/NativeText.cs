using System.Runtime.InteropServices;

namespace MarketMaker.Lake.Native;

/// <summary>Reads UTF-8 texts that DuckDB hands out.</summary>
internal static class NativeText
{
    /// <summary>A text that DuckDB keeps; null pointer gives null.</summary>
    public static string? Borrowed(nint pointer) => Marshal.PtrToStringUTF8(pointer);

    /// <summary>A text that DuckDB allocated for us: read, then freed.</summary>
    public static string Owned(nint pointer)
    {
        string text = Marshal.PtrToStringUTF8(pointer) ?? "";
        NativeMethods.duckdb_free(pointer);
        return text;
    }
}
