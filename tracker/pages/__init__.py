"""What several pages share: context, entry forms, charts, cached fragments."""
