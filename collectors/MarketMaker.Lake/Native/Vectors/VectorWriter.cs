using System.Text;

namespace MarketMaker.Lake.Native.Vectors;

/// <summary>Writes one column of a data chunk, nested ones through <see cref="Children"/>. A row may be written again until the chunk is appended.</summary>
/// <remarks>Not checked: the caller keeps to the column's type and to rows below <see cref="DataChunk.Capacity"/>.</remarks>
internal sealed unsafe class VectorWriter
{
    private nint _vector;
    private byte* _data;
    private ulong* _validity;
    private ulong _listSize;
    private ulong _listCapacity;

    public VectorWriter(DuckDBLogicalType type)
    {
        Type = type;
        Children = [.. type.Fields.Select(f => new VectorWriter(f.Type))];
    }

    public DuckDBLogicalType Type { get; }

    /// <summary>Fields of a struct; the item of a list; key and value of a map.</summary>
    public VectorWriter[] Children { get; }

    /// <summary>Items that the lists of this column hold so far.</summary>
    public ulong ListSize => _listSize;

    /// <summary>Moves to a vector, empty.</summary>
    public void Attach(nint vector)
    {
        Forget();
        Relocate(vector);
    }

    /// <summary>Marks a row, and what is nested in it, null.</summary>
    public void SetNull(int row)
    {
        _validity[row >> 6] &= ~(1UL << (row & 63));
        if (Type.Type == DuckDBType.Struct)
            foreach (VectorWriter child in Children) child.SetNull(row);
        else if (Type.Type is DuckDBType.List or DuckDBType.Map)
            ((NativeListEntry*)_data)[row] = default;
    }

    /// <summary>Marks a row of a struct present; its fields are written one by one.</summary>
    public void SetPresent(int row) => _validity[row >> 6] |= 1UL << (row & 63);

    /// <summary>Writes a value of the column's physical type.</summary>
    public void Set<T>(int row, T value)
        where T : unmanaged
    {
        ((T*)_data)[row] = value;
        SetPresent(row);
    }

    /// <summary>Writes a text, which must be valid UTF-8.</summary>
    public void SetUtf8(int row, ReadOnlySpan<byte> utf8)
    {
        SetPresent(row);
        if (utf8.Length <= 12)
        {
            byte* slot = _data + ((long)row * 16);
            *(ulong*)slot = (uint)utf8.Length;
            *(ulong*)(slot + 8) = 0;
            utf8.CopyTo(new Span<byte>(slot + 4, 12));
            return;
        }

        fixed (byte* text = utf8) NativeMethods.duckdb_unsafe_vector_assign_string_element_len(_vector, (ulong)row, text, (ulong)utf8.Length);
    }

    /// <summary>Writes a text.</summary>
    public void SetText(int row, string text)
    {
        int size = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> utf8 = size <= 1024 ? stackalloc byte[size] : new byte[size];
        SetUtf8(row, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    /// <summary>Writes a decimal exactly.</summary>
    /// <exception cref="OverflowException">It has more digits or decimals than the column.</exception>
    public void SetDecimal(int row, decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        Int128 mantissa = new((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        int scale = (byte)(bits[3] >> 16);
        for (; scale > Type.Scale && mantissa % 10 == 0; scale--) mantissa /= 10;
        for (; scale < Type.Scale; scale++) mantissa = checked(mantissa * 10);
        Int128 limit = 1;
        for (int i = 0; i < Type.Width; i++) limit *= 10;
        if (scale > Type.Scale || mantissa >= limit) throw new OverflowException($"{value} does not fit {Type} exactly.");
        SetMantissa(row, value < 0 ? -mantissa : mantissa);
    }

    /// <summary>Writes the stored integer of a decimal: the value times ten to the scale.</summary>
    public void SetMantissa(int row, Int128 mantissa)
    {
        switch (Type.Width)
        {
            case <= 4: Set(row, (short)mantissa); break;
            case <= 9: Set(row, (int)mantissa); break;
            case <= 18: Set(row, (long)mantissa); break;
            default: Set(row, NativeHugeInt.From(mantissa)); break;
        }
    }

    /// <summary>Begins a row's list after the items so far.</summary>
    public void BeginList(int row) => Set(row, new NativeListEntry { Offset = _listSize });

    /// <summary>Adds one item to a row's list and gives its index in the children; the row must be the last begun.</summary>
    public int AddItem(int row)
    {
        if (_listSize == _listCapacity) Grow(_listCapacity * 2);
        ((NativeListEntry*)_data)[row].Length++;
        return checked((int)_listSize++);
    }

    /// <summary>Forgets the list items after <paramref name="size"/>: the row that made them was refused.</summary>
    public void TruncateList(ulong size) => _listSize = size;

    /// <summary>Tells DuckDB how many list items there are; before the chunk is appended.</summary>
    public void Seal()
    {
        if (Type.Type is DuckDBType.List or DuckDBType.Map) _ = NativeMethods.duckdb_list_vector_set_size(_vector, _listSize);
        foreach (VectorWriter child in Children) child.Seal();
    }

    private void Grow(ulong capacity)
    {
        _ = NativeMethods.duckdb_list_vector_set_size(_vector, _listSize);
        if (NativeMethods.duckdb_list_vector_reserve(_vector, capacity) != NativeMethods.Success)
            throw new DuckDBException(DuckDBErrorType.OutOfMemory, $"DuckDB could not hold {capacity} list items.");
        _listCapacity = capacity;
        nint items = NativeMethods.duckdb_list_vector_get_child(_vector);
        if (Type.Type == DuckDBType.Map)
        {
            NativeMethods.duckdb_vector_ensure_validity_writable(items);
            for (int i = 0; i < 2; i++) Children[i].Relocate(NativeMethods.duckdb_struct_vector_get_child(items, (ulong)i));
        }
        else
        {
            Children[0].Relocate(items);
        }
    }

    private void Forget()
    {
        _listSize = 0;
        _listCapacity = 0;
        foreach (VectorWriter child in Children) child.Forget();
    }

    // The vector's memory is new or moved; what was written stays. A list inside a list keeps its own items.
    private void Relocate(nint vector)
    {
        _vector = vector;
        Locate();
        if (Type.Type == DuckDBType.Struct)
        {
            for (int i = 0; i < Children.Length; i++) Children[i].Relocate(NativeMethods.duckdb_struct_vector_get_child(vector, (ulong)i));
        }
        else if (Type.Type is DuckDBType.List or DuckDBType.Map)
        {
            Grow(Math.Max(_listCapacity, DataChunk.Capacity));
        }
    }

    private void Locate()
    {
        _data = (byte*)NativeMethods.duckdb_vector_get_data(_vector);
        NativeMethods.duckdb_vector_ensure_validity_writable(_vector);
        _validity = NativeMethods.duckdb_vector_get_validity(_vector);
    }
}
