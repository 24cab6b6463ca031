using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MarketMaker.Lake.Native;

/// <summary>Finds libduckdb beside this assembly.</summary>
internal static class DuckDBLibrary
{
    /// <summary>Runs before the first call into the library.</summary>
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "The resolver must stand before any P/Invoke of this module.")]
    internal static void RegisterResolver() => NativeLibrary.SetDllImportResolver(typeof(DuckDBLibrary).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != NativeMethods.Library) return 0;
        string file = OperatingSystem.IsWindows() ? "duckdb.dll" : OperatingSystem.IsMacOS() ? "libduckdb.dylib" : "libduckdb.so";
        string path = Path.Combine(AppContext.BaseDirectory, file);
        if (NativeLibrary.TryLoad(path, out nint library)) return library;
        throw new DllNotFoundException($"DuckDB was not found at '{path}'. Run ops/native/restore and build again: the build copies it there.");
    }
}
