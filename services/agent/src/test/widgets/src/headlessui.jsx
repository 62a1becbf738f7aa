import {
  Combobox,
  ComboboxInput,
  ComboboxOption,
  ComboboxOptions,
  Dialog,
  DialogPanel,
  DialogTitle,
  Disclosure,
  DisclosureButton,
  DisclosurePanel,
  Field,
  Input,
  Label,
  Listbox,
  ListboxButton,
  ListboxOption,
  ListboxOptions,
  Menu,
  MenuButton,
  MenuItem,
  MenuItems,
  Radio,
  RadioGroup,
  Switch,
  Tab,
  TabGroup,
  TabList,
  TabPanel,
  TabPanels,
} from '@headlessui/react';
import { useState } from 'react';
import { show, useSay } from './page.jsx';

const TEAS = ['Green tea', 'Black tea', 'Blue cup'];

function Fields() {
  const say = useSay();
  const [country, setCountry] = useState('Denmark');
  const [query, setQuery] = useState('');
  const [article, setArticle] = useState(null);
  const [dark, setDark] = useState(false);
  const [delivery, setDelivery] = useState(null);
  return (
    <>
      <Field>
        <Label>Full name</Label>
        <Input onChange={(event) => say(`name ${event.target.value}`)} />
      </Field>
      <Field>
        <Label>Country</Label>
        <Listbox
          value={country}
          onChange={(value) => {
            setCountry(value);
            say(`country ${value}`);
          }}
        >
          <ListboxButton>{country}</ListboxButton>
          <ListboxOptions>
            <ListboxOption value="Denmark">Denmark</ListboxOption>
            <ListboxOption value="Spain">Spain</ListboxOption>
          </ListboxOptions>
        </Listbox>
      </Field>
      <Field>
        <Label>Article</Label>
        <Combobox
          value={article}
          onChange={(value) => {
            setArticle(value);
            say(`article ${value}`);
          }}
        >
          <ComboboxInput onChange={(event) => setQuery(event.target.value)} />
          <ComboboxOptions>
            {TEAS.filter((tea) => tea.toLowerCase().includes(query.toLowerCase())).map((tea) => (
              <ComboboxOption key={tea} value={tea}>
                {tea}
              </ComboboxOption>
            ))}
          </ComboboxOptions>
        </Combobox>
      </Field>
      <Field>
        <Label>Dark mode</Label>
        <Switch
          checked={dark}
          onChange={(on) => {
            setDark(on);
            say(`dark ${on}`);
          }}
          style={{ width: 40, height: 20 }}
        />
      </Field>
      <RadioGroup
        aria-label="Delivery"
        value={delivery}
        onChange={(value) => {
          setDelivery(value);
          say(`delivery ${value}`);
        }}
      >
        {['Post', 'Bike'].map((way) => (
          <Field key={way}>
            <Radio value={way} style={{ display: 'inline-block', width: 20, height: 20 }} />
            <Label>{way}</Label>
          </Field>
        ))}
      </RadioGroup>
    </>
  );
}

function Popups() {
  const say = useSay();
  const [open, setOpen] = useState(false);
  return (
    <>
      <TabGroup>
        <TabList>
          <Tab>Orders</Tab>
          <Tab>Invoices</Tab>
        </TabList>
        <TabPanels>
          <TabPanel>All orders</TabPanel>
          <TabPanel>All invoices</TabPanel>
        </TabPanels>
      </TabGroup>
      <Menu>
        <MenuButton>Actions</MenuButton>
        <MenuItems>
          <MenuItem>
            <button onClick={() => say('archived')}>Archive</button>
          </MenuItem>
        </MenuItems>
      </Menu>
      <button onClick={() => setOpen(true)}>Rename</button>
      <Dialog open={open} onClose={() => setOpen(false)}>
        <DialogPanel>
          <DialogTitle>Rename order</DialogTitle>
          <label>
            New name <input id="new-name" />
          </label>
          <button
            onClick={() => {
              say(`renamed ${document.getElementById('new-name').value}`);
              setOpen(false);
            }}
          >
            Save
          </button>
        </DialogPanel>
      </Dialog>
      <Disclosure>
        <DisclosureButton>Details</DisclosureButton>
        <DisclosurePanel>Weighs two kilos</DisclosurePanel>
      </Disclosure>
    </>
  );
}

show(
  <>
    <h1>Headless UI</h1>
    <Fields />
    <Popups />
  </>,
);
