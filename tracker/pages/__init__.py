"""What several pages share and serves no address: context, entry forms, drawings, cached fragments."""
