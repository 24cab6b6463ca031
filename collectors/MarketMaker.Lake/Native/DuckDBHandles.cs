using System.Runtime.InteropServices;

namespace MarketMaker.Lake.Native;

/// <summary>A native object that keeps its parent alive, so things may be disposed in any order.</summary>
internal abstract class DuckDBHandle : SafeHandle
{
    private readonly SafeHandle? _parent;

    protected DuckDBHandle(nint pointer, SafeHandle? parent)
        : base(0, ownsHandle: true)
    {
        bool isAdded = false;
        parent?.DangerousAddRef(ref isAdded);
        _parent = isAdded ? parent : null;
        SetHandle(pointer);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>The pointer, for calls made while the caller holds this object.</summary>
    public nint Pointer => IsClosed ? throw new ObjectDisposedException(GetType().Name) : handle;

    /// <summary>What this object lives in.</summary>
    public SafeHandle? Parent => _parent;

    protected abstract void Destroy(ref nint pointer);

    protected sealed override bool ReleaseHandle()
    {
        Destroy(ref handle);
        _parent?.DangerousRelease();
        return true;
    }
}

internal sealed class DatabaseHandle(nint pointer) : DuckDBHandle(pointer, null)
{
    protected override void Destroy(ref nint pointer) => NativeMethods.duckdb_close(ref pointer);
}

internal sealed class ConnectionHandle(nint pointer, DatabaseHandle database) : DuckDBHandle(pointer, database)
{
    protected override void Destroy(ref nint pointer) => NativeMethods.duckdb_disconnect(ref pointer);
}

internal sealed class ExtractedHandle(nint pointer, ConnectionHandle connection) : DuckDBHandle(pointer, connection)
{
    protected override void Destroy(ref nint pointer) => NativeMethods.duckdb_destroy_extracted(ref pointer);
}

internal sealed class PreparedHandle(nint pointer, ConnectionHandle connection) : DuckDBHandle(pointer, connection)
{
    protected override void Destroy(ref nint pointer) => NativeMethods.duckdb_destroy_prepare(ref pointer);
}

internal sealed class AppenderHandle(nint pointer, ConnectionHandle connection) : DuckDBHandle(pointer, connection)
{
    protected override void Destroy(ref nint pointer) => NativeMethods.duckdb_appender_destroy(ref pointer);
}

internal sealed class ChunkHandle(nint pointer, SafeHandle? parent) : DuckDBHandle(pointer, parent)
{
    protected override void Destroy(ref nint pointer) => NativeMethods.duckdb_destroy_data_chunk(ref pointer);
}

/// <summary>A query result: the struct lives in native memory so that its address is stable.</summary>
internal sealed unsafe class ResultHandle : DuckDBHandle
{
    public ResultHandle(in NativeResult result, PreparedHandle prepared)
        : base((nint)NativeMemory.Alloc((nuint)sizeof(NativeResult)), prepared) => *(NativeResult*)handle = result;

    /// <summary>The struct; valid while this handle is open.</summary>
    public NativeResult* Result => (NativeResult*)Pointer;

    protected override void Destroy(ref nint pointer)
    {
        NativeMethods.duckdb_destroy_result((NativeResult*)pointer);
        NativeMemory.Free((void*)pointer);
    }
}
